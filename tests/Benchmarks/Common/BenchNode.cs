using ActorInput.Actors.Agents;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Benchmarks.Common;

/// <summary>A node in this process, whose emulators are games of servers in other processes.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly IHost _host;
    private readonly EmulatorId[] _names = [.. Enumerable.Range(0, 4_096).Select(Name)];

    private readonly EmulatorPool _agent;
    private readonly LocalAsks _asks = new(TimeProvider.System); // Akka's would hold each answer for as long as the bound.

    private BenchNode(IHost host, IActorRef router, ActorInputOptions options)
    {
        (_host, Router) = (host, router);
        var system = host.Services.GetRequiredService<ActorSystem>();
        _agent = new EmulatorPool(system, options.Agent, options.Limits, TimeProvider.System, () => ClusterReach.Of(Akka.Cluster.Cluster.Get(system)));
    }

    /// <summary>What the node is made of.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Where the node is in the cluster.</summary>
    public Address Address => ((ExtendedActorSystem)Services.GetRequiredService<ActorSystem>()).Provider.DefaultAddress;

    /// <summary>Takes messages for every emulator.</summary>
    public IActorRef Router { get; }

    /// <param name="games">The games' addresses.</param>
    /// <param name="configure">Changes the node's options.</param>
    /// <param name="sessions">Makes its sessions; null for the product's own.</param>
    public static async Task<BenchNode> StartAsync(
        IReadOnlyList<Uri> games, Action<ActorInputOptions>? configure = null, IEmulatorSessionFactory? sessions = null)
    {
        var options = new ActorInputOptions
        {
            Emulators = [.. games.Select((_, i) => Name(i).Value)],
            ClusterPort = 0,
            Limits = new InputLimits { MaxBatchInputs = 256 },
        };
        options.Emulator.Buffering.QueueLength = 4096;
        options.Pool.StaticSlots = [.. games.Select(game => game.ToString())];
        configure?.Invoke(options);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        if (sessions is not null)
            builder.Services.AddSingleton(sessions);
        builder.Services.AddActorInput(options, (akka, _) => akka.ConfigureLoggers(loggers => loggers.LogLevel = Akka.Event.LogLevel.ErrorLevel));
        var host = builder.Build();
        await host.StartAsync();
        var router = await host.Services.GetRequiredService<IRequiredActor<EmulatorRouter>>().GetAsync();
        var node = new BenchNode(host, router, options);
        foreach (var emulator in options.Emulators)
            await node.ReadyAsync(EmulatorId.Parse(emulator));
        return node;
    }

    /// <summary>A node that only sends, in the cluster of another process, once it reaches so many emulators there.</summary>
    public static async Task<BenchNode> JoinAsync(string seed, int emulators, Action<ActorInputOptions>? configure = null)
    {
        var node = await StartAsync([], options =>
        {
            options.Roles = [NodeRoles.Agent];
            options.SeedNodes = [seed];
            configure?.Invoke(options);
        });
        for (var i = 0; i < emulators; i++)
            await node.ReadyAsync(Name(i));
        return node;
    }

    public static EmulatorId Name(int emulator) => EmulatorId.Parse($"emu-{emulator + 1}");

    /// <summary>Presses as an agent in C# does, and throws unless all of it was applied.</summary>
    public async Task SendAsync(int emulator, InputSequence input)
    {
        var reply = await _agent[_names[emulator]].SendInputAsync(input);
        if (reply.Outcome != InputOutcome.Applied)
            throw new InvalidOperationException($"{reply.Outcome}: {reply.Detail}");
    }

    /// <inheritdoc cref="SendAsync(int, InputSequence)"/>
    public async Task SendAsync(int emulator, InputBatch batch, DispatchMode mode)
    {
        var reply = await _agent[_names[emulator]].SendInputBatchAsync(batch, mode);
        if (reply.Outcome != InputOutcome.Applied)
            throw new InvalidOperationException($"{reply.Outcome}: {reply.Detail}");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    public async Task ReadyAsync(EmulatorId emulator)
    {
        using var bound = new CancellationTokenSource(Bound);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await _asks.AskAsync(Router, new GetStatus(emulator), Bound, bound.Token) is not EmulatorStatus { State: EmulatorState.Ready })
            await poll.WaitForNextTickAsync(bound.Token);
    }
}
