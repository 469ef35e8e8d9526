using ActorInput.Actors.Leases;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka;
using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>Owners that do not answer, or that come and go, and brokers that come and go.</summary>
public sealed partial class LeaseBrokerActorTests
{
    [Fact]
    public async Task Offered_OwnerDoesNotAnswer_IsEndedBeforeAnybodyElseIsOffered()
    {
        (_options.OfferTimeout, _options.RefreshInterval) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(100));
        await OpenAsync();
        var agent = Ask(Any(Long));
        var lost = await _owners.ExpectMsgAsync<OfferLease>(Bound);
        Desk(lost.Emulator).Grant(lost.Lease, isPending: false); // It was granted, but nobody heard.
        Assert.Equal(lost.Lease.Token, (await _owners.ExpectMsgAsync<EndLease>(Bound)).Token);
        Assert.Equal(lost.Lease.Token, (await NextAsync<EndLease>()).Token);
        var offer = await NextAsync<OfferLease>();
        Assert.Equal((lost.Lease.Epoch + 1, lost.Lease.RequestId), (offer.Lease.Epoch, offer.Lease.RequestId));
        Assert.Equal(offer.Lease.Token, (await GrantedAsync(agent)).Token);
    }

    [Fact]
    public async Task Offered_OwnerDoesNotAnswerAndTimeIsUp_SaysThatItIsOutOfReach()
    {
        _options.OfferTimeout = TimeSpan.FromMilliseconds(200);
        await OpenAsync();
        await RefusedAsync(Ask(Any() with { Emulator = EmulatorId.Parse("emu-1") }), ReplyCode.NodeUnreachable, "out of reach");
    }

    [Fact]
    public async Task Opening_OwnerDoesNotAnswer_ServesTheOthers()
    {
        _options.OfferTimeout = TimeSpan.FromMilliseconds(200);
        _fleet.Become("emu-1", "emu-2");
        _broker = CreateBroker();
        await NextAsync<GetLease>();
        await _owners.ExpectMsgAsync<GetLease>(Bound);
        var agent = Ask(Any(Long));
        Assert.Equal("emu-1", (await NextAsync<OfferLease>()).Emulator.Value);
        await GrantedAsync(agent);
    }

    [Fact]
    public async Task Offered_OwnerHasAnotherLease_ServesTheAgentOnceItEnds()
    {
        await OpenAsync();
        var emulator = EmulatorId.Parse("emu-1");
        var other = new LeaseEntry(LeaseToken.Create(emulator, 1), "of another broker", TimeSpan.FromMinutes(1));
        Assert.True(Desk(emulator).Grant(other, isPending: false));
        var agent = Ask(Any(Long));
        await NextAsync<OfferLease>();
        Free(other.Token);
        Assert.Equal(2, (await NextAsync<OfferLease>()).Lease.Epoch);
        await GrantedAsync(agent);
    }

    [Fact]
    public async Task Quarantined_IsNotOfferedUntilItIsReadyAgain()
    {
        await OpenAsync();
        var emulator = EmulatorId.Parse("emu-1");
        Enter(emulator, EmulatorState.Quarantined);
        var agent = Ask(Any(Long));
        await RefusedAsync(Ask(Any() with { Emulator = emulator }), ReplyCode.WaitTimedOut, "quarantined");
        Enter(emulator, EmulatorState.Ready);
        await NextAsync<OfferLease>();
        await GrantedAsync(agent);
    }

    [Fact]
    public async Task NewBroker_LeaseStands_AnswersItsRequestAgainAndWatchesItsAgent()
    {
        await OpenAsync();
        var actor = CreateTestProbe();
        var request = Any(Long) with { Agent = AgentPath.Of(actor) };
        var held = await AcquireAsync(request);
        await StopBrokerAsync();

        await OpenAsync();
        Assert.Equal(held.Token, (await GrantedAsync(Ask(request))).Token);
        Sys.Stop(actor);
        Assert.Equal(held.Token, (await NextAsync<EndLease>()).Token);
        Assert.Equal(held.Epoch + 1, (await AcquireAsync(Any(Long))).Epoch);
    }

    [Fact]
    public async Task BrokerStops_AgentsThatWait_AreToldToAskAgain()
    {
        await OpenAsync();
        await AcquireAsync(Any());
        var agent = Ask(Any(Long));
        await RefusedAsync(Ask(Any()), ReplyCode.WaitTimedOut, "now");
        await StopBrokerAsync();
        await RefusedAsync(agent, ReplyCode.ShuttingDown, "same request id");
    }

    [Fact]
    public async Task Owner_GoesOnFromAnOlderRecord_GetsItsLeaseBack()
    {
        await OpenAsync();
        var held = await AcquireAsync(Any());
        _desks.Remove(held.Emulator); // Its owner died before the others had its record.
        _broker.Tell(Report(held.Emulator));
        Assert.NotNull((await NextAsync<OfferLease>()).Lease.ExpiresAt);
        Assert.Null(Desk(held.Emulator).Check(held.Token.Value));
    }

    [Fact]
    public async Task Refresh_ReleaseWasNotHeard_FindsTheEmulatorFree()
    {
        _options.RefreshInterval = TimeSpan.FromMilliseconds(100);
        await OpenAsync();
        var held = await AcquireAsync(Any());
        Assert.Null(Desk(held.Emulator).Release(held.Token));
        var agent = Ask(Any(Long));
        await NextAsync<GetLease>();
        await NextAsync<OfferLease>();
        await GrantedAsync(agent);
    }

    [Theory]
    [InlineData(EmulatorState.Starting)]
    [InlineData(EmulatorState.Recovering)]
    [InlineData(EmulatorState.Uncertain)]
    [InlineData(EmulatorState.Quarantined)]
    [InlineData(EmulatorState.Stopped)]
    public async Task Refresh_ThatItBecameReadyWasNotHeard_OffersIt(EmulatorState before)
    {
        _options.RefreshInterval = TimeSpan.FromMilliseconds(100);
        _emulators[EmulatorId.Parse("emu-1")] = (before, "DEMO");
        await OpenAsync();
        var agent = Ask(Any(Long));
        await NextAsync<GetLease>();
        _emulators[EmulatorId.Parse("emu-1")] = (EmulatorState.Ready, "DEMO");
        await PlayOwnersAsync(agent);
    }

    /// <summary>A node that leaves the cluster sees the nodes of all agents as gone; the agents live on, and so do their leases.</summary>
    [Fact]
    public async Task Terminated_OwnNodeLeaves_EndsNoLeaseAndAnswersNobodyBeforeTheBrokerMoves()
    {
        await OpenAsync();
        var holder = CreateTestProbe();
        var held = await AcquireAsync(Any() with { Agent = AgentPath.Of(holder) });
        var waiting = CreateTestProbe();
        var agent = Ask(Any(Long) with { Agent = AgentPath.Of(waiting) });
        var isOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        CoordinatedShutdown.Get(Sys).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "wait", async () =>
        {
            await isOver.Task;
            return Done.Instance;
        });
        _ = CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);

        foreach (var actor in new[] { holder.Ref, waiting.Ref })
            ((IInternalActorRef)_broker).SendSystemMessage(new DeathWatchNotification(actor, existenceConfirmed: false, addressTerminated: true));
        await RefusedAsync(Ask(Any() with { Emulator = EmulatorId.Parse("other") }), ReplyCode.UnknownEmulator, "other"); // It has seen them.
        await StopBrokerAsync();

        Assert.Equal(ReplyCode.ShuttingDown, (await agent.ExpectMsgAsync<LeaseRefused>(Bound)).Code);
        Assert.False(_owners.HasMessages, "a lease was ended");
        Assert.Equal(held.Token, Desk(held.Emulator).Lease?.Token);
        isOver.SetResult();
    }

    /// <summary>On a busy node an owner's answer may arrive after a report that it sent later.</summary>
    [Theory]
    [InlineData(EmulatorState.Starting)]
    [InlineData(EmulatorState.Recovering)]
    [InlineData(EmulatorState.Quarantined)]
    public async Task Answer_OvertakenByTheReportThatItIsReady_OffersItWithoutARefresh(EmulatorState before)
    {
        var emulator = EmulatorId.Parse("emu-1");
        _broker = CreateBroker();
        await _owners.ExpectMsgAsync<GetLease>(Bound);
        _emulators[emulator] = (before, "DEMO");
        var answer = Report(emulator);
        Enter(emulator, EmulatorState.Ready);
        _owners.Reply(answer);

        await PlayOwnersAsync(Ask(Any(Long) with { Cartridge = "DEMO" }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refresh_WhoNeverWaitsAsksAgainAndAgain_GetsWhatNobodyToldOf(bool wasLeased)
    {
        _options.RefreshInterval = TimeSpan.FromMilliseconds(100);
        if (!wasLeased)
            _emulators[EmulatorId.Parse("emu-1")] = (EmulatorState.Starting, "DEMO");
        await OpenAsync();
        if (wasLeased)
            Assert.Null(Desk(EmulatorId.Parse("emu-1")).Release((await AcquireAsync(Any())).Token));
        _emulators[EmulatorId.Parse("emu-1")] = (EmulatorState.Ready, "DEMO");

        await AwaitAssertAsync(
            async () =>
            {
                var agent = Ask(Any());
                await PlayOwnersUntilAsync(agent);
                Assert.IsType<LeaseGranted>(await agent.ReceiveOneAsync(Bound));
            },
            Bound);
    }
}
