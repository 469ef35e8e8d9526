using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Host.Bench;

/// <summary>A node in this process, whose emulators are games of servers in other processes.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly IHost _host;

    private BenchNode(IHost host, IActorRef region)
    {
        _host = host;
        Region = region;
    }

    /// <summary>Takes messages for every emulator.</summary>
    public IActorRef Region { get; }

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
        var region = await host.Services.GetRequiredService<IRequiredActor<EmulatorRegion>>().GetAsync();
        var node = new BenchNode(host, region);
        for (var i = 0; i < games.Count; i++)
            await node.ReadyAsync(i);
        return node;
    }

    public static EmulatorId Name(int emulator) => EmulatorId.Parse($"emu-{emulator + 1}");

    public async Task SendAsync(int emulator, InputSequence input)
    {
        var reply = await Region.Ask<InputReply>(new SendInput(Name(emulator), input), Bound);
        if (reply.Outcome != InputOutcome.Applied)
            throw new InvalidOperationException($"{reply.Outcome}: {reply.Detail}");
    }

    public async Task SendAsync(int emulator, InputBatch batch, DispatchMode mode)
    {
        var reply = await Region.Ask<BatchReply>(new SendBatch(Name(emulator), batch, mode, InputTerms.Default), Bound);
        if (reply.Outcome != InputOutcome.Applied)
            throw new InvalidOperationException($"{reply.Outcome}: {reply.Detail}");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task ReadyAsync(int emulator)
    {
        using var bound = new CancellationTokenSource(Bound);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await Region.Ask<object>(new GetStatus(Name(emulator)), Bound) is not EmulatorStatus { State: EmulatorState.Ready })
            await poll.WaitForNextTickAsync(bound.Token);
    }
}
