using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Wire;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorInput.Actors.Tests.Wire;

/// <summary>A node with our wire and one actor, <c>/user/echo</c>, that passes on what it gets and answers what it can. No emulators.</summary>
internal sealed class WireNode : IAsyncDisposable
{
    /// <summary>The collection of all tests that start nodes: one after another, for they share the trap and the machine.</summary>
    public const string Tests = "nodes of the wire";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly IHost _host;

    private WireNode(IHost host)
    {
        _host = host;
        System = (ExtendedActorSystem)host.Services.GetRequiredService<ActorSystem>();
        Log = new LogLines(System);
    }

    public ExtendedActorSystem System { get; }

    public LogLines Log { get; }

    public Cluster Cluster => Cluster.Get(System);

    public Address Address => Cluster.SelfAddress;

    public int Port => Address.Port ?? throw new InvalidOperationException("The node has no port.");

    public string EchoPath => $"{Address}/user/echo";

    public IServiceProvider Services => _host.Services;

    public static async Task<WireNode> StartAsync(
        ActorInputOptions? options = null, Action<object>? received = null, Action<AkkaConfigurationBuilder>? configure = null, int port = 0)
    {
        options ??= new ActorInputOptions();
        Assert.Empty(options.Validate());
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAkka(options.ClusterName, (akka, _) =>
        {
            akka.ConfigureLoggers(loggers =>
                {
                    loggers.ClearLoggers();
                    loggers.LogLevel = Akka.Event.LogLevel.WarningLevel;
                })
                .WithRemoting(new RemoteOptions { HostName = "127.0.0.1", PublicHostName = "127.0.0.1", Port = port })
                .WithWire(options.Tls)
                .WithClustering(new ClusterOptions { Roles = [NodeRoles.Emulator] })
                .WithActors((system, _) => system.ActorOf(Props.Create(() => new Echo(received)), "echo"));
            configure?.Invoke(akka);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new WireNode(host);
    }

    /// <summary>Asks another node's echo how it does: the answer crosses the wire twice.</summary>
    public async Task<EmulatorStatus> AskAsync(WireNode other, TimeSpan? bound = null) =>
        await System.ActorSelection(other.EchoPath).Ask<EmulatorStatus>(new GetStatus(EmulatorId.Parse("emu-1")), bound ?? Bound);

    /// <summary>Joins the cluster of <paramref name="seed"/> and waits until both see so many members up.</summary>
    public async Task JoinAsync(WireNode seed, int members)
    {
        using var bound = new CancellationTokenSource(Bound);
        await Cluster.JoinAsync(seed.Address, bound.Token);
        await Awaiting.UntilAsync(
            () => new[] { this, seed }.All(node => node.Cluster.State.Members.Count(m => m.Status == MemberStatus.Up) == members),
            Bound,
            $"{members} members are up",
            () => $"{Address} sees {string.Join(", ", Cluster.State.Members)}, {seed.Address} {string.Join(", ", seed.Cluster.State.Members)}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class Echo(Action<object>? received) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            received?.Invoke(message);
            if (message is GetStatus status)
                Sender.Tell(new EmulatorStatus(status.Emulator, EmulatorState.Ready, Cluster.Get(Context.System).SelfAddress.ToString()));
        }
    }
}
