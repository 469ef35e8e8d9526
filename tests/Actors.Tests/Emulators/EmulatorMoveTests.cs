using System.Collections.Concurrent;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Routing;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>A move between nodes: two owners one after the other, with the fleet and the store that nodes share.</summary>
public sealed class EmulatorMoveTests : TestKit
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly ActorInputOptions _options = new() { Emulators = ["emu-1"] };
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private readonly ActorInputMetrics _metrics = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
    private readonly ConcurrentDictionary<EmulatorId, FleetEntry> _entries = FakeFleetActor.Named(["emu-1"]);
    private readonly FakeHandoverStore _store = new();
    private readonly ScriptedGame _old = new() { Life = "old" };
    private readonly ScriptedGame _new = new() { Life = "new" };
    private readonly TestProbe _pool;
    private readonly TestProbe _router;
    private readonly IActorRef _fleet;

    public EmulatorMoveTests()
        : base("akka.loglevel = OFF")
    {
        _pool = CreateTestProbe("pool");
        _router = CreateTestProbe("router");
        _fleet = Sys.ActorOf(Props.Create(() => new FakeFleetActor(_entries)));
    }

    [Fact]
    public async Task Move_GameOfTheNode_GoesOnInTheIdenticalState()
    {
        var first = await StartAsync(_old);
        await SendAsync(first, "A B", id: null);
        await LeaveAsync(first);

        var second = await StartAsync(_new);
        await SendAsync(second, "START", id: null);

        Assert.Equal(["A B", "START"], _new.Applied);
        var status = await StatusAsync(second);
        Assert.Equal((2L, 2L, 3L, 0), (status.Epoch, status.Sequence, status.StepsApplied, status.Restarts));
        Assert.Null(_entries[Emu].HandoverHash);
    }

    [Fact]
    public async Task Move_InFlightIsFinishedAndTheRestGivenBackInOrder()
    {
        var first = await StartAsync(_old);
        _old.Close();
        var inFlight = SendAsync(first, "A", id: null);
        await AwaitAssertAsync(() => Assert.Equal(1, _old.Waiting), Bound);
        foreach (var input in (string[])["B", "START"])
            first.Tell(new SendInput(Emu, InputSequence.Parse(input)), TestActor);
        await AwaitAssertAsync(async () => Assert.Equal(2, (await StatusAsync(first)).Queued), Bound);

        Watch(first);
        first.Tell(StopEmulator.Instance);
        await _router.ExpectMsgAsync<RouterMessages.Departing>(Bound);
        // Messages that still come while it leaves are given back too, after those that waited.
        first.Tell(new SendInput(Emu, InputSequence.Parse("SELECT")), TestActor);
        var returned = new List<string>();
        for (var i = 0; i < 3; i++)
            returned.Add(((SendInput)(await _router.ExpectMsgAsync<RouterMessages.Returned>(Bound)).Message).Input.ToString());
        Assert.Equal(["B", "START", "SELECT"], returned);

        first.Tell(new RouterMessages.Departed(Emu));
        _old.Open();
        Assert.Equal(InputOutcome.Applied, (await inFlight).Outcome);
        await ExpectTerminatedAsync(first, Bound);
        Assert.Equal(["A"], _old.Applied);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Move_BatchThatHasBegunFails_IsFinishedOneByOneAndTheGameIsSaved()
    {
        var first = await StartAsync(_old);
        _old.Close();
        _old.Fail(ScriptedFault.HalfApplied);
        var batch = InputBatch.Of(((string[])["A", "B", "UP", "DOWN"]).Select(input => InputSequence.Parse(input)));
        var pending = first.Ask<BatchReply>(new SendBatch(Emu, batch, DispatchMode.Coalesced, InputTerms.Default), Bound);
        await AwaitAssertAsync(() => Assert.Equal(1, _old.Waiting), Bound);
        Watch(first);
        first.Tell(StopEmulator.Instance);
        await _router.ExpectMsgAsync<RouterMessages.Departing>(Bound);
        first.Tell(new RouterMessages.Departed(Emu));
        _old.Open();
        Assert.Equal((InputOutcome.Applied, 4), ((await pending).Outcome, (await pending).Applied));
        await ExpectTerminatedAsync(first, _options.Emulator.MoveTimeout / 2);
        Assert.Equal(["A", "B", "UP", "DOWN"], _old.Applied);
        Assert.True(_store.Kept.ContainsKey(Emu));
    }

    [Fact]
    public async Task Move_ServerDiesUnderABatch_TheRestIsAnsweredAtOnce()
    {
        var first = await StartAsync(_old);
        _old.Close();
        _old.Fail(ScriptedFault.None, ScriptedFault.Died);
        var batch = InputBatch.Of(((string[])["A", "B", "UP"]).Select(input => InputSequence.Parse(input)));
        var pending = first.Ask<BatchReply>(new SendBatch(Emu, batch, DispatchMode.Sequential, InputTerms.Default), Bound);
        await AwaitAssertAsync(() => Assert.Equal(1, _old.Waiting), Bound);
        Watch(first);
        first.Tell(StopEmulator.Instance);
        await _router.ExpectMsgAsync<RouterMessages.Departing>(Bound);
        first.Tell(new RouterMessages.Departed(Emu));
        _old.Open();
        Assert.Equal([InputOutcome.Applied, InputOutcome.Unknown, InputOutcome.NotApplied], (await pending).Results.Select(result => result.Outcome));
        await ExpectTerminatedAsync(first, _options.Emulator.MoveTimeout / 2);
    }

    [Fact]
    public async Task Move_BatchThatHasBegunFailedBefore_IsFinishedOneByOneAndTheGameIsSaved()
    {
        var first = await StartAsync(_old);
        _old.Fail(ScriptedFault.HalfApplied);
        var pending = SendBatchAsync(first, DispatchMode.Coalesced, "A", "B", "UP", "DOWN");
        await _pool.ExpectMsgAsync<PoolMessages.RequestFaulted>(Bound); // Nobody answers that it may go on.
        await DepartAsync(first);
        Assert.Equal((InputOutcome.Applied, 4), ((await pending).Outcome, (await pending).Applied));
        await ExpectTerminatedAsync(first, _options.Emulator.MoveTimeout / 2);
        Assert.Equal(["A", "B", "UP", "DOWN"], _old.Applied);
        Assert.True(_store.Kept.ContainsKey(Emu));
    }

    [Fact]
    public async Task Move_WithoutASession_TheRestOfABatchIsAnsweredAtOnce()
    {
        var first = await StartAsync(_old);
        _old.Fail(ScriptedFault.None, ScriptedFault.Died);
        var pending = SendBatchAsync(first, DispatchMode.Sequential, "A", "B", "UP");
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound); // Nobody grants one.
        _old.Life = "anew"; // The server died with the game.
        await DepartAsync(first);
        Assert.Equal([InputOutcome.Applied, InputOutcome.Unknown, InputOutcome.NotApplied], (await pending).Results.Select(result => result.Outcome));
        await ExpectTerminatedAsync(first, _options.Emulator.MoveTimeout / 2);
        Assert.Empty(_store.Kept);
    }

    [Fact]
    public async Task Move_SessionIsLostAndTheServerHasTheGame_GoesOnInTheIdenticalState()
    {
        var first = await StartAsync(_old);
        await LoseSessionAsync(first);
        await LeaveAsync(first);

        await GoesOnAsync();
    }

    [Fact]
    public async Task Move_SessionIsBeingOpenedAnew_GoesOnInTheIdenticalState()
    {
        var first = await StartAsync(_old);
        await LoseSessionAsync(first);
        _old.OpenFailures.Enqueue(new SessionFailure(ReplyCode.ServerUnreachable, "not yet"));
        first.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        _old.HangsOnOpen = true;
        first.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        await AwaitAssertAsync(async () => Assert.Equal("slot-1", (await StatusAsync(first)).Slot), Bound);
        first.Tell(StopEmulator.Instance);
        _old.HangsOnOpen = false;
        await LeaveAsync(first);

        await GoesOnAsync();
    }

    [Fact]
    public async Task Move_SessionIsLostWhileItLeaves_GoesOnInTheIdenticalState()
    {
        var first = await StartAsync(_old);
        _old.Close();
        _old.Fail(ScriptedFault.Died);
        var pending = SendAsync(first, "A", id: null);
        await AwaitAssertAsync(() => Assert.Equal(1, _old.Waiting), Bound);
        await DepartAsync(first);
        _old.Open();
        Assert.Equal(InputOutcome.Unknown, (await pending).Outcome);
        await ExpectTerminatedAsync(first, Bound);
        await _pool.ExpectMsgAsync<PoolMessages.ReturnSlot>(Bound);

        await GoesOnAsync();
    }

    [Fact]
    public async Task Move_SessionIsLostAndTheServerHangs_LeavesSoonWithoutTheGame()
    {
        _options.Emulator.MoveTimeout = TimeSpan.FromMinutes(5);
        _options.Emulator.Session.OpenTimeout = TimeSpan.FromMinutes(1);
        var first = await StartAsync(_old);
        await LoseSessionAsync(first);
        _old.HangsOnOpen = true;
        await LeaveAsync(first);

        Assert.Empty(_store.Kept);
    }

    [Fact]
    public async Task Move_WhileAnotherEmulatorsGameIsInTheSlot_SavesNothing()
    {
        _old.CloseResets();
        var first = Create(_old);
        await _router.ExpectMsgAsync<RouterMessages.Arrived>(Bound);
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        first.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/"), IsUsed: true));
        await AwaitAssertAsync(() => Assert.Equal(1, _old.Waiting), Bound); // Its own game is being switched on.
        await DepartAsync(first);
        await ExpectTerminatedAsync(first, Bound);
        Assert.Empty(_store.Kept);
        Assert.Null(_entries[Emu].HandoverHash);
    }

    [Fact]
    public async Task Move_SameInputIdAgain_GetsItsFirstAnswerFromTheNextOwner()
    {
        var first = await StartAsync(_old);
        var answer = await SendAsync(first, "A", id: "press-1");
        await LeaveAsync(first);

        var second = await StartAsync(_new);
        var again = await SendAsync(second, "A", id: "press-1");

        Assert.Equal(answer, again with { Latency = answer.Latency });
        Assert.Equal(["A"], _new.Applied);
    }

    [Fact]
    public async Task Move_SameWriteIdAgain_GetsItsFirstAnswerFromTheNextOwner()
    {
        var first = await StartAsync(_old);
        var write = new WriteGame(Emu, GameWrite.Memory(0xC100, new byte[] { 9 }), new InputTerms { Id = "write-1" });
        var answer = await first.Ask<InputReply>(write, Bound);
        await LeaveAsync(first);

        var second = await StartAsync(_new);
        var again = await second.Ask<InputReply>(write, Bound);
        var other = await second.Ask<InputReply>(write with { Write = GameWrite.Memory(0xC100, new byte[] { 8 }) }, Bound);

        Assert.Equal((answer, "after 1"), (again, again.StateHash));
        Assert.Equal(ReplyCode.InputIdReused, other.Code);
        Assert.Equal([write.Write.Text], _new.Applied);
    }

    [Fact]
    public async Task Move_WriteThatWaits_IsGivenBackWhole()
    {
        var first = await StartAsync(_old);
        _old.Close();
        var inFlight = SendAsync(first, "A", id: null);
        await AwaitAssertAsync(() => Assert.Equal(1, _old.Waiting), Bound);
        first.Tell(new WriteGame(Emu, GameWrite.Memory(0xD100, new byte[] { 9 }, bank: 3), new InputTerms { Id = "w" }), TestActor);
        first.Tell(StopEmulator.Instance);
        await _router.ExpectMsgAsync<RouterMessages.Departing>(Bound);
        var back = await _router.ExpectMsgAsync<RouterMessages.Returned>(Bound);
        first.Tell(new RouterMessages.Departed(Emu));
        _old.Open();
        await inFlight;
        var write = Assert.IsType<WriteGame>(back.Message);
        Assert.Equal((GameWrite.Memory(0xD100, new byte[] { 9 }, bank: 3), "w"), (write.Write, write.Terms.Id));
    }

    [Fact]
    public async Task Move_GameThatOutlivesNodes_StaysWhereItIs()
    {
        var first = await StartAsync(_old, isStatic: true);
        await SendAsync(first, "A", id: "press-1");
        await LeaveAsync(first);
        Assert.Empty(_store.Kept[Emu].State);

        var second = Create(_old);
        Assert.Equal("http://game/1/", (await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound)).Address);
        await GrantAsync(second, isStatic: true);

        await SendAsync(second, "A", id: "press-1");
        await SendAsync(second, "B", id: null);
        Assert.Equal(["A", "B"], _old.Applied);
        Assert.Equal(0, (await StatusAsync(second)).Restarts);
    }

    [Fact]
    public async Task Crash_OwnerAndGameGone_ComesBackFreshAndSaysSo()
    {
        var first = await StartAsync(_old);
        await SendAsync(first, "A", id: null);
        Watch(first);
        first.Tell(PoisonPill.Instance); // Its node is gone: nothing is handed over.
        await ExpectTerminatedAsync(first, Bound);

        var status = await StatusAsync(await StartAsync(_new));

        Assert.Equal((2L, 1), (status.Epoch, status.Restarts));
        Assert.Contains("started anew", status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_SavedGameIsLost_ComesBackFreshAndSaysSo()
    {
        var first = await StartAsync(_old);
        await SendAsync(first, "A", id: null);
        await LeaveAsync(first);
        _store.Kept.Clear();

        var status = await StatusAsync(await StartAsync(_new));

        Assert.Equal(1, status.Restarts);
        Assert.Contains("started anew", status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_StateDoesNotLoad_IsTriedAgainAndNothingIsPressedBefore()
    {
        var first = await StartAsync(_old);
        await SendAsync(first, "A", id: null);
        await LeaveAsync(first);

        var unable = new ScriptedGame { Life = "unable", Saves = false };
        var second = Create(unable);
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        second.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        var waiting = SendAsync(second, "B", id: null);
        Assert.Equal(ReplyCode.NotSupported, (await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound)).Failure?.Code);

        Assert.False(waiting.IsCompleted);
        Assert.Empty(unable.Applied);
        Assert.NotNull(_entries[Emu].HandoverHash);
    }

    [Theory]
    [InlineData('b', "mGBA", "0.10.1")]
    [InlineData('a', "Gambatte", "0.10.1")]
    [InlineData('a', "mGBA", "0.10.2")]
    public async Task Move_OntoAnotherCartridgeOrCore_IsRefusedInWordsAndTheGameIsKept(char hash, string core, string version)
    {
        var own = new GameIdentity(new string('a', 64), "mGBA", "0.10.1");
        var first = await StartAsync(new ScriptedGame { Life = "first", Identity = own });
        await SendAsync(first, "A", id: null);
        await LeaveAsync(first);

        var foreign = new ScriptedGame { Life = "foreign", Identity = new GameIdentity(new string(hash, 64), core, version) };
        var second = Create(foreign);
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        second.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        var failure = (await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound)).Failure!;

        Assert.Equal(ReplyCode.ForeignState, failure.Code);
        Assert.Contains($"The game that was handed over belongs to {own}; the game here is {foreign.Identity}.", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(failure.Detail, (await StatusAsync(second)).Problem);
        Assert.Empty(foreign.Applied);

        // The game goes on where its own cartridge and core run, for example in the next slot.
        var same = new ScriptedGame { Life = "same", Identity = own };
        Watch(second);
        second.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(second, Bound);
        await _router.ExpectMsgAsync<RouterMessages.Arrived>(Bound);
        var third = await StartAsync(same);
        Assert.Equal(["A"], same.Applied);
        Assert.Equal(0, (await StatusAsync(third)).Restarts);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _timer.Dispose();
    }

    private IActorRef Create(ScriptedGame game)
    {
        var services = new EmulatorActorServices(
            _options.ForEmulators, new ScriptedSessionFactory(game), _timer, _metrics, TimeProvider.System, Sys.Materializer(), Logging.GetLogger(Sys, "emulators"), _pool, "test")
        {
            Fleet = _fleet,
            Router = _router,
            Handovers = _store,
            HasPeers = () => true,
        };
        return Sys.ActorOf(EmulatorActor.Props("emu-1", services));
    }

    private async Task<IActorRef> StartAsync(ScriptedGame game, bool isStatic = false)
    {
        var emulator = Create(game);
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        await GrantAsync(emulator, isStatic);
        return emulator;
    }

    private async Task GrantAsync(IActorRef emulator, bool isStatic)
    {
        await _router.ExpectMsgAsync<RouterMessages.Arrived>(Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/"), isStatic));
        await AwaitAssertAsync(async () => Assert.Equal(EmulatorState.Ready, (await StatusAsync(emulator)).State), Bound);
    }

    private async Task LoseSessionAsync(IActorRef emulator)
    {
        _old.Fail(ScriptedFault.Died);
        await SendAsync(emulator, "A", id: null);
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
    }

    /// <summary>The next owner plays the game that was left, not a fresh one.</summary>
    private async Task GoesOnAsync()
    {
        Assert.NotNull(_entries[Emu].HandoverHash);
        var second = await StartAsync(_new);
        Assert.Equal(_old.Applied, _new.Applied);
        Assert.Equal(0, (await StatusAsync(second)).Restarts);
    }

    private async Task LeaveAsync(IActorRef emulator)
    {
        Watch(emulator);
        emulator.Tell(StopEmulator.Instance);
        await _router.ExpectMsgAsync<RouterMessages.Departing>(Bound);
        emulator.Tell(new RouterMessages.Departed(Emu));
        await ExpectTerminatedAsync(emulator, Bound);
        await _pool.ExpectMsgAsync<PoolMessages.ReturnSlot>(Bound);
    }

    private async Task DepartAsync(IActorRef emulator)
    {
        Watch(emulator);
        emulator.Tell(StopEmulator.Instance);
        await _router.ExpectMsgAsync<RouterMessages.Departing>(Bound);
        emulator.Tell(new RouterMessages.Departed(Emu));
    }

    private static Task<BatchReply> SendBatchAsync(IActorRef emulator, DispatchMode mode, params string[] inputs) =>
        emulator.Ask<BatchReply>(new SendBatch(Emu, InputBatch.Of(inputs.Select(input => InputSequence.Parse(input))), mode, InputTerms.Default), Bound);

    private static Task<EmulatorStatus> StatusAsync(IActorRef emulator) => emulator.Ask<EmulatorStatus>(new GetStatus(Emu), Bound);

    private static Task<InputReply> SendAsync(IActorRef emulator, string input, string? id) =>
        emulator.Ask<InputReply>(new SendInput(Emu, InputSequence.Parse(input), new InputTerms { Id = id }), Bound);
}
