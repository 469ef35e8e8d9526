using System.Collections.Concurrent;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Tests.Emulators;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>What a lease means for an emulator's inputs and commands.</summary>
public sealed class EmulatorLeaseTests : TestKit
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly ScriptedGame _game = new();
    private readonly ActorInputOptions _options = new() { Emulators = ["emu-1"] };
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private readonly ConcurrentDictionary<EmulatorId, FleetEntry> _entries = FakeFleetActor.Named(["emu-1"]);
    private readonly TestProbe _pool;
    private readonly TestProbe _broker;

    public EmulatorLeaseTests()
        : base("akka.loglevel = WARNING")
    {
        _pool = CreateTestProbe("pool");
        _broker = CreateTestProbe("broker");
    }

    [Fact]
    public async Task Leased_InputsAndCommands_NeedTheToken()
    {
        var emulator = await StartAsync();
        var token = await LeaseAsync(emulator, 1);

        var refused = await Send(emulator, "A", null);
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.Leased, 0L), (refused.Outcome, refused.Code, refused.Sequence));
        Assert.NotNull(refused.RetryAfter);
        Assert.Equal(ReplyCode.StaleLease, (await Send(emulator, "A", LeaseToken.Create(Emu, 1))).Code);
        var batch = await emulator.Ask<BatchReply>(new SendBatch(Emu, InputBatch.Of(InputSequence.Parse("A"))), Bound);
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.Leased), (batch.Outcome, batch.Code));
        Assert.Equal(ReplyCode.Leased, (await emulator.Ask<RequestFailed>(new ResetGame(Emu), Bound)).Code);
        Assert.Equal(ReplyCode.StaleLease, (await emulator.Ask<RequestFailed>(new ResetGame(Emu) { Lease = "x" }, Bound)).Code);

        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B", token)).Outcome);
        await emulator.Ask<CommandDone>(new ResetGame(Emu) { Lease = token.Value }, Bound);
        Assert.Equal(["B"], _game.Applied);
        Assert.Equal(1, _game.Resets);
    }

    [Fact]
    public async Task Leased_Questions_AreAnsweredToAnybody()
    {
        var emulator = await StartAsync();
        var token = await LeaseAsync(emulator, 1);
        await emulator.Ask<StateReply>(new GetState(Emu), Bound);
        await emulator.Ask<ScreenReply>(new GetScreen(Emu), Bound);
        await emulator.Ask<MemoryReply>(new ReadMemory(Emu, 0xC100, 1), Bound);
        var status = await StatusAsync(emulator);
        Assert.Equal(("trainer 7", 1, true), (status.Lease?.Holder, status.Lease?.Epoch, status.Lease?.MayMove));
        Assert.InRange(status.Lease!.ExpiresIn, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(60));
        Assert.DoesNotContain(token.Value, status.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leased_TheSameInputIdAfterTheRelease_GetsItsFirstAnswer()
    {
        var emulator = await StartAsync();
        var token = await LeaseAsync(emulator, 1);
        var input = new SendInput(Emu, InputSequence.Parse("A"), new InputTerms { Id = "one", Lease = token.Value });
        var first = await emulator.Ask<InputReply>(input, Bound);
        await emulator.Ask<LeaseEnded>(new ReleaseLease(token), Bound);
        Assert.Equal(first, await emulator.Ask<InputReply>(input, Bound));
        Assert.Equal(["A"], _game.Applied);
    }

    [Fact]
    public async Task Release_InputsOfTheHolderWait_AreNotAppliedAndOthersAre()
    {
        var emulator = await StartAsync();
        _game.Close();
        var before = Send(emulator, "UP", null);
        await InFlightAsync(emulator);
        var other = Send(emulator, "DOWN", null);
        var token = await LeaseAsync(emulator, 1);
        var waits = Send(emulator, "A", token);
        var reset = emulator.Ask<RequestFailed>(new ResetGame(Emu) { Lease = token.Value }, Bound);

        Assert.Equal(new LeaseEnded(Emu, 1), await emulator.Ask<LeaseEnded>(new ReleaseLease(token), Bound));

        var reply = await waits;
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.StaleLease), (reply.Outcome, reply.Code));
        Assert.Equal(ReplyCode.StaleLease, (await reset).Code);
        _game.Open();
        Assert.All(await Task.WhenAll(before, other), r => Assert.Equal(InputOutcome.Applied, r.Outcome));
        Assert.Equal(["UP", "DOWN"], _game.Applied);
        Assert.Equal(0, _game.Resets);
    }

    [Fact]
    public async Task Release_InputInFlightComesBackUnsent_IsNotSentAgain()
    {
        var emulator = await StartAsync();
        var token = await LeaseAsync(emulator, 1);
        _game.Close();
        _game.Fail(ScriptedFault.LostBefore);
        var inFlight = Send(emulator, "A", token);
        await InFlightAsync(emulator);
        await emulator.Ask<LeaseEnded>(new ReleaseLease(token), Bound);
        _game.Open();
        var reply = await inFlight;
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.StaleLease), (reply.Outcome, reply.Code));
        Assert.Empty(_game.Applied);
    }

    [Fact]
    public async Task RenewAndRelease_OfOneWhoDoesNotHoldIt_AreRefusedAndChangeNothing()
    {
        var emulator = await StartAsync();
        var token = await LeaseAsync(emulator, 1);
        var other = LeaseToken.Create(Emu, 1);
        Assert.Equal(ReplyCode.StaleLease, (await emulator.Ask<RequestFailed>(new ReleaseLease(other), Bound)).Code);
        Assert.Equal(ReplyCode.StaleLease, (await emulator.Ask<RequestFailed>(new RenewLease(other), Bound)).Code);
        var renewed = await emulator.Ask<LeaseGranted>(new RenewLease(token, TimeSpan.FromSeconds(90)), Bound);
        Assert.InRange(renewed.ExpiresIn, TimeSpan.FromSeconds(70), TimeSpan.FromSeconds(90));
        Assert.Equal(token, renewed.Token);
    }

    [Fact]
    public async Task Lease_RunsOut_BrokerIsToldAndWhatWaitsIsNotApplied()
    {
        var emulator = await StartAsync();
        var token = await LeaseAsync(emulator, 1, TimeSpan.FromSeconds(1));
        _game.Close();
        var before = Send(emulator, "UP", token);
        await InFlightAsync(emulator);
        var waits = Send(emulator, "A", token);
        Assert.Equal(ReplyCode.StaleLease, (await waits).Code);
        await _broker.FishForMessageAsync(m => m is LeaseReport { Record: { Epoch: 1, Lease: null } }, Bound);
        Assert.Null((await StatusAsync(emulator)).Lease);
        _game.Open();
        await before;
    }

    [Fact]
    public async Task Offer_OthersInputsWait_BeginsOnceTheyArePressed()
    {
        var emulator = await StartAsync();
        _game.Close();
        var others = Enumerable.Range(1, 20).Select(_ => Send(emulator, "UP", null)).ToList();
        await InFlightAsync(emulator);
        var offer = Entry(1, TimeSpan.FromSeconds(60));
        var report = await emulator.Ask<LeaseReport>(new OfferLease(offer), Bound);

        Assert.Equal((offer.Token, true), (report.Record.Lease?.Token, report.IsPending));
        Assert.Equal(ReplyCode.Leased, (await Send(emulator, "DOWN", null)).Code);
        _game.Open();
        await BegunAsync(offer);
        Assert.All(await Task.WhenAll(others), reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
        Assert.Equal(Enumerable.Repeat("UP", 20), _game.Applied);
        Assert.InRange((await StatusAsync(emulator)).Lease!.ExpiresIn, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Offer_OthersInputsWaitForTooLong_AreNotAppliedAndOnlyWhatIsInFlightIsWaitedFor()
    {
        _options.Lease.BeginWithin = TimeSpan.FromMilliseconds(50);
        var emulator = await StartAsync();
        _game.Close();
        _game.Fail(ScriptedFault.HalfApplied);
        var inFlight = emulator.Ask<BatchReply>(new SendBatch(Emu, InputBatch.Of(InputSequence.Parse("UP"), InputSequence.Parse("DOWN"))), Bound);
        await InFlightAsync(emulator);
        var waits = Send(emulator, "LEFT", null);
        var bulk = emulator.Ask<BatchExecution>(Execution("bulk") with { Terms = new InputTerms { Priority = InputPriority.Bulk } }, Bound);
        var reset = emulator.Ask<RequestFailed>(new ResetGame(Emu), Bound);
        var offer = Entry(1, TimeSpan.FromSeconds(60));
        Assert.True((await emulator.Ask<LeaseReport>(new OfferLease(offer), Bound)).IsPending);

        var reply = await waits;
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.Leased), (reply.Outcome, reply.Code));
        Assert.Equal(ReplyCode.Leased, (await bulk).Code);
        Assert.Equal(ReplyCode.Leased, (await reset).Code);
        Assert.True((await emulator.Ask<LeaseReport>(new GetLease(Emu), Bound)).IsPending);
        _game.Open();
        var batch = await inFlight;
        Assert.Equal((InputOutcome.Partial, 1), (batch.Outcome, batch.Applied)); // What came back from the request does not go again.
        Assert.Equal(ReplyCode.Leased, batch.Results[1].Code);
        await BegunAsync(offer);
        Assert.Equal(["UP"], _game.Applied);
        Assert.Equal(0, _game.Resets);
    }

    [Fact]
    public async Task Offer_ExecutionOfAnotherRuns_IsStoppedBeforeItsNextInput()
    {
        _options.Lease.BeginWithin = TimeSpan.Zero;
        var emulator = await StartAsync();
        _game.Close();
        var running = emulator.Ask<BatchExecution>(Execution("long", "UP", "DOWN", "LEFT") with { Mode = DispatchMode.Sequential }, Bound);
        await AwaitAssertAsync(() => Assert.Equal(1, _game.Waiting), Bound);
        var offer = Entry(1, TimeSpan.FromSeconds(60));
        Assert.True((await emulator.Ask<LeaseReport>(new OfferLease(offer), Bound)).IsPending);
        _game.Open();

        var execution = await running;
        Assert.Equal((ExecutionStatus.Cancelled, 1, ReplyCode.Leased), (execution.Status, execution.Applied, execution.Code));
        await BegunAsync(offer);
        Assert.Equal(["UP"], _game.Applied);
    }

    [Fact]
    public async Task Pending_Ended_LetsOthersPressOn()
    {
        var emulator = await StartAsync();
        _game.Close();
        var first = Send(emulator, "UP", null);
        await InFlightAsync(emulator);
        var second = Send(emulator, "DOWN", null);
        var offer = Entry(1, TimeSpan.FromSeconds(60));
        Assert.True((await emulator.Ask<LeaseReport>(new OfferLease(offer), Bound)).IsPending);
        var report = await emulator.Ask<LeaseReport>(new EndLease(offer.Token), Bound);

        Assert.Equal((null, false), (report.Record.Lease, report.IsPending));
        _game.Open();
        Assert.All(await Task.WhenAll(first, second, Send(emulator, "LEFT", null)), reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
    }

    [Fact]
    public async Task Arriving_InputsCameBeforeTheLeaseWasKnown_AreNotApplied()
    {
        var standing = Entry(3, TimeSpan.FromSeconds(60)) with { ExpiresAt = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(60) };
        var fleet = CreateTestProbe("fleet");
        var emulator = Sys.ActorOf(EmulatorActor.Props("emu-1", ScriptedServices.Create(_options, _game, _timer, _pool, Sys, () => _broker, fleet)));
        var early = Send(emulator, "A", null);
        await StatusAsync(emulator); // Told behind it, so it is accepted.
        emulator.Tell(new ActorInput.Actors.Fleet.FleetMessages.Entry(Emu, new FleetEntry(Emu, 1) { Leases = new LeaseRecord(Emu, 3, standing) }));

        var reply = await early;
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.Leased), (reply.Outcome, reply.Code));
    }

    [Fact]
    public async Task GameStartsAnew_HolderHasNothingWaiting_IsToldOnceWithItsNextInput()
    {
        var emulator = await StartAsync();
        var token = await LeaseAsync(emulator, 1);
        await LoseGameAsync(emulator);

        var told = await Send(emulator, "A", token);
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.GameLost), (told.Outcome, told.Code));
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B", token)).Outcome);
        Assert.Equal(["B"], _game.Applied);
    }

    [Fact]
    public async Task GameStartsAnew_WhatTheHolderHasWaiting_IsAnsweredSoAndNotPressed()
    {
        var emulator = await StartAsync();
        var token = await LeaseAsync(emulator, 1);
        _game.Close();
        _game.Fail(ScriptedFault.Died);
        var inFlight = Send(emulator, "UP", token);
        await AwaitAssertAsync(() => Assert.Equal(1, _game.Waiting), Bound);
        var waits = Send(emulator, "A", token);
        var run = emulator.Ask<BatchExecution>(Execution("waits") with { Terms = new InputTerms { Lease = token.Value } }, Bound);
        await StatusAsync(emulator); // Told behind them, so they are accepted.
        _game.Life = "life-2";
        _game.Open();

        Assert.Equal(InputOutcome.Unknown, (await inFlight).Outcome);
        await RegrantAsync(emulator);
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.GameLost), ((await waits).Outcome, (await waits).Code));
        Assert.Equal(ReplyCode.GameLost, (await run).Code);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B", token)).Outcome);
        Assert.Equal(["B"], _game.Applied);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GameStartsAnew_HolderStartsItAnewToo_IsNotTold(bool byReset)
    {
        var emulator = await StartAsync();
        var token = await LeaseAsync(emulator, 1);
        await LoseGameAsync(emulator);

        if (byReset)
            await emulator.Ask<CommandDone>(new ResetGame(Emu) { Lease = token.Value }, Bound);
        else
            Assert.Equal(ExecutionStatus.Succeeded, (await emulator.Ask<BatchExecution>(Execution("x") with { Start = "fresh", Terms = new InputTerms { Lease = token.Value } }, Bound)).Status);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B", token)).Outcome);
    }

    [Fact]
    public async Task GameStartsAnew_NextHolder_IsNotTold()
    {
        var emulator = await StartAsync();
        var token = await LeaseAsync(emulator, 1);
        await LoseGameAsync(emulator);
        await emulator.Ask<LeaseEnded>(new ReleaseLease(token), Bound);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "A", null)).Outcome);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B", await LeaseAsync(emulator, 2))).Outcome);
    }

    [Fact]
    public async Task Quarantined_TakesNoNewLease()
    {
        var emulator = await StartAsync();
        emulator.Tell(new PoolMessages.SlotDenied(Emu, ReplyCode.Quarantined, "failed too often", TimeSpan.FromSeconds(1)));
        var report = await emulator.Ask<LeaseReport>(new OfferLease(Entry(1, TimeSpan.FromSeconds(60))), Bound);
        Assert.Equal((EmulatorState.Quarantined, null), (report.State, report.Record.Lease));
    }

    [Fact]
    public async Task Actor_Restarts_LeaseStandsAndStillRunsOut()
    {
        var emulator = await StartAsync();
        var token = await LeaseAsync(emulator, 1, TimeSpan.FromSeconds(3));
        _game.InfoFault = new InvalidOperationException("scripted");
        emulator.Tell(new GetStatus(Emu));
        await _pool.FishForMessageAsync(m => m is PoolMessages.AcquireSlot, Bound);
        _game.InfoFault = null;
        Assert.Equal(ReplyCode.Leased, (await Send(emulator, "A", null)).Code);
        Assert.Equal(token, (await emulator.Ask<LeaseReport>(new GetLease(Emu), Bound)).Record.Lease?.Token);
        await _broker.FishForMessageAsync(m => m is LeaseReport { Record: { Epoch: 1, Lease: null } }, Bound);
    }

    [Fact]
    public async Task NextOwner_FindsTheLeaseInTheFleet_GoesOnWithIt()
    {
        var first = await StartAsync();
        var token = await LeaseAsync(first, 4);
        await AwaitAssertAsync(() => Assert.Equal(token, _entries[Emu].Leases?.Lease?.Token), Bound);
        Watch(first);
        Sys.Stop(first);
        await ExpectTerminatedAsync(first, Bound);

        var next = await StartAsync();
        Assert.Equal(ReplyCode.Leased, (await Send(next, "A", null)).Code);
        Assert.Equal(ReplyCode.GameLost, (await Send(next, "B", token)).Code); // The game went with the first owner's slot.
        Assert.Equal(InputOutcome.Applied, (await Send(next, "B", token)).Outcome);
        await next.Ask<LeaseEnded>(new ReleaseLease(token), Bound);
        await AwaitAssertAsync(() => Assert.Equal((4, null), (_entries[Emu].Leases?.Epoch, _entries[Emu].Leases?.Lease)), Bound);
    }

    [Fact]
    public async Task Offer_OfALeaseThatStoodElsewhere_ReplacesAnOlderOne()
    {
        var emulator = await StartAsync();
        var older = await LeaseAsync(emulator, 1);
        var newer = Entry(2, TimeSpan.FromSeconds(60)) with { ExpiresAt = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(30) };
        Assert.Equal(newer.Token, (await emulator.Ask<LeaseReport>(new OfferLease(newer), Bound)).Record.Lease?.Token);
        Assert.Equal(ReplyCode.StaleLease, (await Send(emulator, "A", older)).Code);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "B", newer.Token)).Outcome);
    }

    [Fact]
    public async Task Offer_OfABrokerThatHasMovedSince_IsToldToTheBrokerThatStandsToo()
    {
        var emulator = await StartAsync();
        var offer = Entry(1, TimeSpan.FromSeconds(60));
        emulator.Tell(new OfferLease(offer), ActorRefs.Nobody); // Whoever offered it hears no answer any more.
        await BegunAsync(offer);
    }

    private async Task<IActorRef> StartAsync()
    {
        var fleet = Sys.ActorOf(Akka.Actor.Props.Create(() => new FakeFleetActor(_entries)));
        var emulator = Sys.ActorOf(EmulatorActor.Props("emu-1", ScriptedServices.Create(_options, _game, _timer, _pool, Sys, () => _broker, fleet)));
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        await AwaitAssertAsync(async () => Assert.Equal(EmulatorState.Ready, (await StatusAsync(emulator)).State), Bound);
        return emulator;
    }

    /// <summary>The server of the game dies and comes back with a fresh one.</summary>
    private async Task LoseGameAsync(IActorRef emulator)
    {
        _game.Life = "life-2";
        emulator.Tell(new PoolMessages.SlotLost(Emu, "slot-1", new ActorInput.Actors.Sessions.SessionFailure(ReplyCode.ServerUnreachable, "scripted")));
        await RegrantAsync(emulator);
    }

    private async Task RegrantAsync(IActorRef emulator)
    {
        await _pool.FishForMessageAsync(m => m is PoolMessages.AcquireSlot, Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        await AwaitAssertAsync(async () => Assert.True((await StatusAsync(emulator)).State is EmulatorState.Ready or EmulatorState.Sequential), Bound);
    }

    private static RunBatch Execution(string id, params string[] inputs) =>
        new(Emu, id, InputBatch.Of((inputs.Length == 0 ? ["RIGHT"] : inputs).Select(input => InputSequence.Parse(input))), DispatchMode.Coalesced, InputTerms.Default);

    /// <summary>Waits until the broker is told that the lease has begun.</summary>
    private async Task BegunAsync(LeaseEntry offer) =>
        await _broker.FishForMessageAsync(m => m is LeaseReport { IsPending: false, Record.Lease: { } lease } && lease.Token.Equals(offer.Token), Bound);

    private static async Task<LeaseToken> LeaseAsync(IActorRef emulator, long epoch, TimeSpan? duration = null)
    {
        var offer = Entry(epoch, duration ?? TimeSpan.FromSeconds(60));
        var report = await emulator.Ask<LeaseReport>(new OfferLease(offer), Bound);
        Assert.Equal(offer.Token, report.Record.Lease?.Token);
        return offer.Token;
    }

    private static LeaseEntry Entry(long epoch, TimeSpan duration) =>
        new(LeaseToken.Create(Emu, epoch), $"request-{epoch}", duration) { Holder = "trainer 7", MayMove = true };

    private static Task<EmulatorStatus> StatusAsync(IActorRef emulator) => emulator.Ask<EmulatorStatus>(new GetStatus(Emu), Bound);

    private static Task<InputReply> Send(IActorRef emulator, string input, LeaseToken? lease) =>
        emulator.Ask<InputReply>(new SendInput(Emu, InputSequence.Parse(input), new InputTerms { Lease = lease?.Value }), Bound);

    private Task InFlightAsync(IActorRef emulator) =>
        AwaitAssertAsync(async () => Assert.NotEqual(0, (await StatusAsync(emulator)).InFlight), Bound);
}
