using ActorInput.Actors.Leases;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>Leases that begin only when the emulator has done what it had accepted before.</summary>
public sealed partial class LeaseBrokerActorTests
{
    private static readonly EmulatorId First = EmulatorId.Parse("emu-1");

    [Fact]
    public async Task Granted_Pending_AgentIsToldWhenItBegins()
    {
        _grantsPending = true;
        await OpenAsync();
        var agent = Ask(Any(Long) with { Duration = TimeSpan.FromSeconds(30) });
        await NextAsync<OfferLease>();
        _broker.Tell(Report(First)); // The same word again changes nothing.
        await RefusedAsync(Ask(Any() with { Emulator = First }), ReplyCode.WaitTimedOut, "now");
        Assert.False(agent.HasMessages, "the agent was told of a lease that has not begun.");

        Begin(First);

        var granted = await GrantedAsync(agent);
        Assert.InRange(granted.ExpiresIn, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Pending_ThatItBeganWasNotHeard_IsFoundByTheRefresh()
    {
        _options.RefreshInterval = TimeSpan.FromMilliseconds(100);
        _grantsPending = true;
        await OpenAsync();
        var agent = Ask(Any(Long));
        await NextAsync<OfferLease>();
        Desk(First).Begin();
        await PlayOwnersAsync(agent);
    }

    [Fact]
    public async Task Pending_AgentsTimeIsUp_EndsTheLeaseAndServesTheNext()
    {
        _grantsPending = true;
        await OpenAsync();
        var hasty = Ask(Any(TimeSpan.FromMilliseconds(50)));
        var offer = await NextAsync<OfferLease>();
        var next = Ask(Any(Long));
        await RefusedAsync(hasty, ReplyCode.WaitTimedOut, "within 0.05 s");
        _grantsPending = false;
        Assert.Equal(offer.Lease.Token, (await NextAsync<EndLease>()).Token);
        await NextAsync<OfferLease>();
        await GrantedAsync(next);
    }

    [Fact]
    public async Task Pending_AgentThatWantedItNow_WaitsNoLongerThanForAnOwner()
    {
        _options.OfferTimeout = TimeSpan.FromMilliseconds(200);
        _grantsPending = true;
        await OpenAsync();
        var agent = Ask(Any());
        var offer = await NextAsync<OfferLease>();
        await RefusedAsync(agent, ReplyCode.WaitTimedOut, "now");
        Assert.Equal(offer.Lease.Token, (await NextAsync<EndLease>()).Token);
    }

    [Fact]
    public async Task Pending_AgentStops_EndsTheLease()
    {
        _grantsPending = true;
        await OpenAsync();
        var actor = CreateTestProbe();
        var dying = Ask(Any(Long) with { Agent = AgentPath.Of(actor) });
        var offer = await NextAsync<OfferLease>();
        await RefusedAsync(Ask(Any() with { Emulator = First }), ReplyCode.WaitTimedOut, "now"); // Behind the owner's answer.
        Sys.Stop(actor);
        await RefusedAsync(dying, ReplyCode.WaitTimedOut, "stopped");
        Assert.Equal(offer.Lease.Token, (await NextAsync<EndLease>()).Token);
    }

    [Fact]
    public async Task Pending_OwnerLosesIt_AgentGetsAnotherOne()
    {
        _grantsPending = true;
        await OpenAsync();
        var agent = Ask(Any(Long));
        var offer = await NextAsync<OfferLease>();
        _grantsPending = false;
        Assert.True(Desk(First).End(offer.Lease.Token));
        _broker.Tell(Report(First));
        Assert.Equal(offer.Lease.Epoch + 1, (await NextAsync<OfferLease>()).Lease.Epoch);
        await GrantedAsync(agent);
    }

    [Fact]
    public async Task NewBroker_LeaseIsPending_AnswersItsRequestWhenItBegins()
    {
        _grantsPending = true;
        await OpenAsync();
        var request = Any(Long);
        Ask(request);
        await NextAsync<OfferLease>();
        await StopBrokerAsync();

        await OpenAsync();
        var again = Ask(request);
        await RefusedAsync(Ask(Any() with { Emulator = First }), ReplyCode.WaitTimedOut, "now");
        Assert.False(again.HasMessages, "the agent was told of a lease that has not begun.");
        Begin(First);
        await GrantedAsync(again);
    }
}
