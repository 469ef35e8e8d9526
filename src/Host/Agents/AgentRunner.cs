using ActorInput.Actors.Agents;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Replies;
using ActorInput.Host.Common;
using ActorInput.Host.Configuration;
using ActorInput.Host.Nodes;

namespace ActorInput.Host.Agents;

/// <summary>
/// Runs an agent as a process of its own: it joins the cluster, leases an emulator, sends inputs, releases the lease and leaves. A signal ends it at
/// any point, and the lease is released.
/// </summary>
internal static class AgentRunner
{
    // Leaving takes a second or two; for a cluster that was never reached, the process waits no longer than this.
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(10);

    // How long the process waits for the last reply when it is told to end.
    private static readonly TimeSpan LastReply = TimeSpan.FromSeconds(5);

    /// <returns>0 when all inputs were applied and the lease lasted to the end; otherwise 1.</returns>
    /// <exception cref="CommandException">The configuration is wrong, no cluster was reached, or no lease was granted.</exception>
    public static async Task<int> RunAsync(AgentArguments arguments, TextWriter output, TextWriter error, CancellationToken token)
    {
        var settings = Load(arguments);
        Ports.Check((settings.ClusterAddress, settings.Node.ClusterPort, "--cluster"));
        using var signal = StopSignal.Listen(leaveToStarter: false, token);
        using var host = Build(settings);
        var time = host.Services.GetRequiredService<TimeProvider>();
        await host.StartAsync(token);
        try
        {
            return await PlayAsync(host.Services.GetRequiredService<EmulatorPool>(), settings.Node, arguments, new AgentReport(output, arguments.Json), error, time, signal.Token);
        }
        catch (EmulatorPoolException failure)
        {
            throw new CommandException(failure.Message);
        }
        finally
        {
            using var bound = new CancellationTokenSource(StopBound, time);
            await host.StopAsync(bound.Token);
        }
    }

    private static NodeSettings Load(AgentArguments arguments)
    {
        // The file may be a node's: options that only concern nodes with emulators are ignored.
        var settings = NodeSettings.Load(ConfigurationPlace.Current(), new NodeArguments
        {
            ConfigFile = arguments.ConfigFile,
            Seeds = arguments.Seeds,
            ClusterPort = arguments.ClusterPort,
            Roles = [NodeRoles.Agent],
            Emulators = 0,
        });
        return settings.Node.SeedNodes.Count > 0 || settings.Node.DiscoveryService is not null ? settings : throw new CommandException(
            "An agent needs a cluster to join: name one of its nodes with --seed HOST:PORT, or in a file with --config (SeedNodes or DiscoveryService).");
    }

    private static IHost Build(NodeSettings settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        HostLogging.Configure(builder.Logging, settings.Configuration);
        builder.Services.AddActorInputAgent(settings.Node, (akka, _) => NodeApplication.Configure(akka, settings.Configuration));
        return builder.Build();
    }

    private static async Task<int> PlayAsync(
        EmulatorPool pool, ActorInputOptions node, AgentArguments arguments, AgentReport report, TextWriter error, TimeProvider time, CancellationToken stop)
    {
        await JoinAsync(pool, node, arguments.JoinTimeout, stop);
        await using var lease = await pool.AcquireAsync(arguments.Lease, stop);
        await report.LeasedAsync(lease);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, lease.Lost);
        // When the process is told to end, it still waits a while for the reply to the last input, to know its outcome.
        using var patience = new CancellationTokenSource();
        using var impatient = either.Token.UnsafeRegister(_ => patience.CancelAfter(LastReply), null);
        try
        {
            for (var i = 0; i < arguments.Count && !either.IsCancellationRequested; i++)
            {
                var sent = time.GetTimestamp();
                var reply = await lease.SendInputAsync(arguments.Input, cancellation: patience.Token);
                await report.AnsweredAsync(reply, time.GetElapsedTime(sent));
            }

            await Task.Delay(arguments.HoldLease, time, either.Token);
        }
        catch (OperationCanceledException)
        {
            // Told to end, or the lease is lost: the summary says how far it came.
        }

        var released = await ReleaseAsync(lease);
        await report.EndAsync(lease, released);
        if (!released)
            await error.WriteLineAsync($"The lease of {lease.Emulator} was lost: {lease.LostBecause ?? "its owner no longer knows it."}");
        return released && report.Applied == arguments.Count ? 0 : 1;
    }

    private static async Task JoinAsync(EmulatorPool pool, ActorInputOptions node, TimeSpan timeout, CancellationToken stop)
    {
        try
        {
            await pool.WaitForClusterAsync(timeout, stop);
        }
        catch (EmulatorPoolException failure) when (failure.Code == ReplyCode.NodeUnreachable)
        {
            var where = node.DiscoveryService is { } service ? $"through '{service}'" : $"at {string.Join(", ", node.SeedNodes)}";
            throw new CommandException($"No cluster was reached {where} (--seed). {failure.Message}");
        }
    }

    private static async Task<bool> ReleaseAsync(EmulatorLease lease)
    {
        try
        {
            await lease.ReleaseAsync();
            return true;
        }
        catch (EmulatorPoolException)
        {
            return false;
        }
    }
}
