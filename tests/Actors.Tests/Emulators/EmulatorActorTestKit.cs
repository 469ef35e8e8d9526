using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Pool;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>An emulator's actor with a scripted game, and a pool that the test plays.</summary>
public abstract class EmulatorActorTestKit : TestKit
{
    private TestProbe? _pool;

    protected EmulatorActorTestKit()
        : base("akka.loglevel = WARNING") => Settings.Emulator.Session.RetryDelay = TimeSpan.FromMilliseconds(1);

    protected static EmulatorId Emu { get; } = EmulatorId.Parse("emu-1");

    protected static TimeSpan Bound { get; } = TimeSpan.FromSeconds(10);

    protected ActorInputOptions Settings { get; } = new() { Emulators = ["emu-1"] };

    protected TestProbe Pool => _pool ??= CreateTestProbe("pool");

    internal ScriptedGame Game { get; } = new();

    internal WindowTimer Timer { get; } = new(TimeProvider.System);

    protected override void AfterAll()
    {
        base.AfterAll();
        Timer.Dispose();
    }

    private protected IActorRef Create(string id = "emu-1", ScriptedGame? game = null, IActorRef? router = null)
    {
        var services = ScriptedServices.Create(Settings, game ?? Game, Timer, Pool, Sys, router: router);
        return Sys.ActorOf(EmulatorActor.Props(id, services), id);
    }

    private protected async Task<IActorRef> StartAsync(ScriptedGame? game = null, IActorRef? router = null)
    {
        var emulator = Create(game: game, router: router);
        await GrantAsync(emulator);
        return emulator;
    }

    protected async Task GrantAsync(IActorRef emulator)
    {
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        Grant(emulator);
        await StateAsync(emulator, EmulatorState.Ready);
    }

    protected static void Grant(IActorRef emulator) =>
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));

    protected async Task GoOnAsync(IActorRef emulator)
    {
        await Pool.ExpectMsgAsync<PoolMessages.RequestFaulted>(Bound);
        emulator.Tell(new PoolMessages.GoOn(Emu));
    }

    protected Task InFlightAsync(IActorRef emulator) =>
        AwaitAssertAsync(async () => Assert.NotEqual(0, (await StatusAsync(emulator)).InFlight), Bound);

    /// <summary>Waits until requests have reached the game, which holds them.</summary>
    protected Task ReachedAsync(int requests = 1) => AwaitAssertAsync(() => Assert.Equal(requests, Game.Waiting), Bound);

    protected Task StateAsync(IActorRef emulator, EmulatorState state) =>
        AwaitAssertAsync(async () => Assert.Equal(state, (await StatusAsync(emulator)).State), Bound);

    protected static Task<EmulatorStatus> StatusAsync(IActorRef emulator) => emulator.Ask<EmulatorStatus>(new GetStatus(Emu), Bound);

    protected static Task<InputReply> Send(IActorRef emulator, string input, InputTerms? terms = null) =>
        emulator.Ask<InputReply>(new SendInput(Emu, InputSequence.Parse(input), terms ?? InputTerms.Default), Bound);

    protected static Task<BatchReply> SendBatch(IActorRef emulator, DispatchMode mode, params string[] inputs) =>
        emulator.Ask<BatchReply>(new SendBatch(Emu, InputBatch.Of(inputs.Select(input => InputSequence.Parse(input))), mode, InputTerms.Default), Bound);

    /// <summary>Makes the actor fail at the next question about its status.</summary>
    protected async Task CrashAsync(IActorRef emulator)
    {
        Game.InfoFault = new InvalidOperationException("scripted crash");
        emulator.Tell(new GetStatus(Emu));
        var acquire = await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        Assert.Contains("scripted crash", acquire.Failure?.Detail, StringComparison.Ordinal);
    }
}
