using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
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

    private BenchNode(IHost host, IActorRef router)
    {
        _host = host;
        Router = router;
    }

    /// <summary>What the node is made of.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Where the node is in the cluster.</summary>
    public Address Address => ((ExtendedActorSystem)Services.GetRequiredService<ActorSystem>()).Provider.DefaultAddress;

    /// <summary>Takes messages for every emulator.</summary>
    public IActorRef Router { get; }

    public static async Task<BenchNode> StartAsync(IReadOnlyList<Uri> games, Action<ActorInputOptions>? configure = null)
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
        builder.Services.AddActorInput(options, (akka, _) => akka.ConfigureLoggers(loggers => loggers.LogLevel = Akka.Event.LogLevel.ErrorLevel));
        var host = builder.Build();
        await host.StartAsync();
        var router = await host.Services.GetRequiredService<IRequiredActor<EmulatorRouter>>().GetAsync();
        var node = new BenchNode(host, router);
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

    public async Task SendAsync(int emulator, InputSequence input)
    {
        var reply = await Router.Ask<InputReply>(new SendInput(Name(emulator), input), Bound);
        if (reply.Outcome != InputOutcome.Applied)
            throw new InvalidOperationException($"{reply.Outcome}: {reply.Detail}");
    }

    public async Task SendAsync(int emulator, InputBatch batch, DispatchMode mode)
    {
        var reply = await Router.Ask<BatchReply>(new SendBatch(Name(emulator), batch, mode, InputTerms.Default), Bound);
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
        while (await Router.Ask<object>(new GetStatus(emulator), Bound) is not EmulatorStatus { State: EmulatorState.Ready })
            await poll.WaitForNextTickAsync(bound.Token);
    }
}
