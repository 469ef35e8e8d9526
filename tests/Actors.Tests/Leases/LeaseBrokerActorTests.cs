using ActorInput.Actors.Leases;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>The broker between agents and owners. The test plays the owners, with a real desk for each emulator.</summary>
public sealed partial class LeaseBrokerActorTests : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);
    private readonly LeaseOptions _options = new() { OfferTimeout = TimeSpan.FromMinutes(1), RefreshInterval = TimeSpan.FromMinutes(10) };
    private readonly Dictionary<EmulatorId, LeaseDesk> _desks = [];
    private readonly Dictionary<EmulatorId, (EmulatorState State, string Cartridge)> _emulators = [];
    private readonly FakeFleet _fleet = new("emu-1");
    private readonly TestProbe _owners;
    private IActorRef _broker = ActorRefs.Nobody;
    private int _requests;

    public LeaseBrokerActorTests()
        : base("akka.loglevel = WARNING") => _owners = CreateTestProbe("owners");

    [Fact]
    public async Task Acquire_OwnersNotYetHeard_WaitsForAllOfThem()
    {
        _fleet.Become("emu-1", "emu-2");
        _broker = CreateBroker();
        var agent = Ask(Any());
        await NextAsync<GetLease>();
        await _owners.ExpectMsgAsync<GetLease>(Bound);
        Assert.False(_owners.HasMessages, "an emulator was offered before its owner had said who holds it.");
        var second = EmulatorId.Parse("emu-2");
        _owners.Reply(Report(second));
        Assert.Equal("request-1", (await NextAsync<OfferLease>()).Lease.RequestId);
        await GrantedAsync(agent);
    }

    [Fact]
    public async Task Acquire_OneIsFree_OffersAllThatWasAskedFor()
    {
        await OpenAsync();
        var actor = CreateTestProbe();
        var agent = Ask(Any() with { Duration = TimeSpan.FromSeconds(30), Holder = "trainer 7", MayMove = true, Agent = AgentPath.Of(actor) });
        var offer = (await NextAsync<OfferLease>()).Lease;
        Assert.Equal((1, "trainer 7", true, TimeSpan.FromSeconds(30), null), (offer.Epoch, offer.Holder, offer.MayMove, offer.Duration, offer.ExpiresAt));
        var granted = await GrantedAsync(agent);
        Assert.Equal(offer.Token, granted.Token);
        Assert.InRange(granted.ExpiresIn, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Acquire_NoDuration_TakesTheOptions()
    {
        await OpenAsync();
        Ask(Any());
        Assert.Equal(_options.DefaultDuration, (await NextAsync<OfferLease>()).Lease.Duration);
    }

    [Fact]
    public async Task Waiting_SeveralAgents_AreServedInTheirOrder()
    {
        await OpenAsync();
        var held = await AcquireAsync(Any());
        var agents = Enumerable.Range(0, 5).Select(_ => Ask(Any(Long))).ToList();
        foreach (var agent in agents)
        {
            Free(held.Token);
            await NextAsync<OfferLease>();
            var next = await GrantedAsync(agent);
            Assert.Equal(held.Epoch + 1, next.Epoch);
            held = next;
        }
    }

    [Fact]
    public async Task Waiting_ForACartridge_IsPassedByThoseWhomTheFreeOneSuits()
    {
        _fleet.Become("emu-1", "emu-2");
        _emulators[EmulatorId.Parse("emu-2")] = (EmulatorState.Ready, "POKEMON RED");
        await OpenAsync();
        var first = await AcquireAsync(Any());
        var second = await AcquireAsync(Any());
        var (demo, red) = first.Emulator.Value == "emu-1" ? (first, second) : (second, first);
        var wantsRed = Ask(Any(Long) with { Cartridge = "Pokemon Red" });
        var wantsAny = Ask(Any(Long));
        var wantsSecond = Ask(Any(Long) with { Emulator = EmulatorId.Parse("emu-2") });

        Free(demo.Token);
        await NextAsync<OfferLease>();
        Assert.Equal("emu-1", (await GrantedAsync(wantsAny)).Emulator.Value);
        Free(red.Token);
        await NextAsync<OfferLease>();
        var granted = await GrantedAsync(wantsRed);
        Assert.Equal("emu-2", granted.Emulator.Value);
        Free(granted.Token);
        await NextAsync<OfferLease>();
        Assert.Equal("emu-2", (await GrantedAsync(wantsSecond)).Emulator.Value);
    }

    [Fact]
    public async Task Acquire_WhatCannotBe_IsRefusedAtOnce()
    {
        await OpenAsync();
        await RefusedAsync(Ask(Any(Long) with { Emulator = EmulatorId.Parse("emu-9") }), ReplyCode.UnknownEmulator, "'emu-9'");
        await RefusedAsync(Ask(Any(Long) with { Cartridge = "TETRIS" }), ReplyCode.UnknownCartridge, "'TETRIS'");
        await RefusedAsync(Ask(Any(Long) with { Duration = TimeSpan.FromHours(2) }), ReplyCode.InvalidRequest, "duration is 7200 s; 1 to 3600 s");
        await RefusedAsync(Ask(Any(Long) with { Agent = "akka.tcp://elsewhere@127.0.0.1:1/user/x" }), ReplyCode.InvalidRequest, "agent is 'akka.tcp://elsewhere");
        await RefusedAsync(Ask(Any(Long) with { Agent = "not a path" }), ReplyCode.InvalidRequest, "agent is 'not a path'");
        _fleet.Become();
        await AwaitAssertAsync(async () => await RefusedAsync(Ask(Any()), ReplyCode.NoCapacity, "no emulators"), Bound);
    }

    [Fact]
    public async Task Waiting_EmulatorLeavesTheFleet_IsRefused()
    {
        await OpenAsync();
        await AcquireAsync(Any());
        var agent = Ask(Any(Long) with { Emulator = EmulatorId.Parse("emu-1") });
        await RefusedAsync(Ask(Any()), ReplyCode.WaitTimedOut, "1 emulators"); // The one before it is in the queue by now.
        _fleet.Become();
        await RefusedAsync(agent, ReplyCode.UnknownEmulator, "'emu-1'");
    }

    [Fact]
    public async Task Acquire_NowOrNeverAndNoneIsFree_IsRefusedAtOnce()
    {
        await OpenAsync();
        await AcquireAsync(Any());
        await RefusedAsync(Ask(Any()), ReplyCode.WaitTimedOut, "now");
        await RefusedAsync(Ask(Any() with { Emulator = EmulatorId.Parse("emu-1") }), ReplyCode.WaitTimedOut, "it is leased");
    }

    [Fact]
    public async Task Waiting_TimeIsUp_IsRefusedAndTheNextIsServed()
    {
        await OpenAsync();
        var held = await AcquireAsync(Any());
        var hasty = Ask(Any(TimeSpan.FromMilliseconds(50)));
        var patient = Ask(Any(Long));
        await RefusedAsync(hasty, ReplyCode.WaitTimedOut, "within 0.05 s");
        Free(held.Token);
        await NextAsync<OfferLease>();
        await GrantedAsync(patient);
    }

    [Fact]
    public async Task Waiting_MoreThanAllowed_IsRefused()
    {
        _options.MaxWaiting = 1;
        await OpenAsync();
        await AcquireAsync(Any());
        Ask(Any(Long));
        await RefusedAsync(Ask(Any(Long)), ReplyCode.QueueFull, "1 agents wait; 1 are allowed");
    }

    [Fact]
    public async Task Waiting_TheSameRequestAgain_IsServedOnceAndAnsweredToBoth()
    {
        await OpenAsync();
        var held = await AcquireAsync(Any());
        var request = Any(Long);
        var first = Ask(request);
        var again = Ask(request);
        Free(held.Token);
        await NextAsync<OfferLease>();
        Assert.Equal((await GrantedAsync(first)).Token, (await GrantedAsync(again)).Token);
    }

    [Fact]
    public async Task Waiting_TheSameRequestFromManyPlaces_KeepsTheLatestOnly()
    {
        await OpenAsync();
        var held = await AcquireAsync(Any());
        var request = Any(Long);
        var askers = Enumerable.Range(0, WaitingAgent.MostAskers + 2).Select(_ => Ask(request)).ToList();
        foreach (var early in askers.Take(2))
            await RefusedAsync(early, ReplyCode.QueueFull, "has been asked again from 32 places since");
        Free(held.Token);
        await NextAsync<OfferLease>();
        foreach (var late in askers.Skip(2))
            await GrantedAsync(late);
    }

    [Fact]
    public async Task Acquire_TheSameRequestAfterItsAnswer_IsTheSameLease()
    {
        await OpenAsync();
        var request = Any();
        var granted = await AcquireAsync(request);
        Assert.Equal(granted.Token, (await GrantedAsync(Ask(request))).Token);
    }

    [Fact]
    public async Task Waiting_AgentStops_IsDroppedAndTheNextIsServed()
    {
        await OpenAsync();
        var held = await AcquireAsync(Any());
        var actor = CreateTestProbe();
        var dying = Ask(Any(Long) with { Agent = AgentPath.Of(actor) });
        var next = Ask(Any(Long));
        Sys.Stop(actor);
        await RefusedAsync(dying, ReplyCode.WaitTimedOut, "stopped");
        Free(held.Token);
        await NextAsync<OfferLease>();
        await GrantedAsync(next);
    }

    [Fact]
    public async Task Leased_AgentStops_EndsTheLeaseAndServesTheNext()
    {
        await OpenAsync();
        var actor = CreateTestProbe();
        var held = await AcquireAsync(Any() with { Agent = AgentPath.Of(actor) });
        var next = Ask(Any(Long));
        Sys.Stop(actor);
        Assert.Equal(held.Token, (await NextAsync<EndLease>()).Token);
        await NextAsync<OfferLease>();
        Assert.Equal(held.Epoch + 1, (await GrantedAsync(next)).Epoch);
    }

    [Fact]
    public async Task Offered_AgentStopsBeforeTheOwnerAnswers_EndsTheLease()
    {
        await OpenAsync();
        var actor = CreateTestProbe();
        var dying = Ask(Any(Long) with { Agent = AgentPath.Of(actor) });
        var offer = await _owners.ExpectMsgAsync<OfferLease>(Bound);
        Sys.Stop(actor);
        await RefusedAsync(dying, ReplyCode.WaitTimedOut, "stopped");
        Do(offer);
        Assert.Equal(offer.Lease.Token, (await NextAsync<EndLease>()).Token);
        Assert.Null(Desk(offer.Emulator).Lease);
        await AcquireAsync(Any(Long));
    }
}
