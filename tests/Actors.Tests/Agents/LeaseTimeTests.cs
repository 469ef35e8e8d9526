using ActorInput.Actors.Agents;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Agents;

/// <summary>What a lease does as time passes. The test sets the time, for the clock and for the actors' timers together.</summary>
public sealed class LeaseTimeTests : PoolTestKit
{
    private const string TestTime = """akka { loglevel = ERROR, scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" }""";
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);
    private static readonly LeaseToken Token = LeaseToken.Create(Emu, 3);
    private readonly FakeTimeProvider _time;

    public LeaseTimeTests()
        : this(new FakeTimeProvider())
    {
    }

    private LeaseTimeTests(FakeTimeProvider time)
        : base(new AgentOptions { AskAgainAfter = TimeSpan.FromSeconds(1) }, time, TestTime) => _time = time;

    [Fact]
    public async Task Acquire_BrokerThatDoesNotAnswer_IsAskedAgainWithTheTimeThatIsLeft()
    {
        var pending = Pool.AcquireAsync(TimeSpan.FromSeconds(10));
        var first = await Broker.ExpectMsgAsync<AcquireLease>(Bound);
        var keeper = Broker.LastSender;
        await PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(first with { Timeout = TimeSpan.FromSeconds(9) }, await Broker.ExpectMsgAsync<AcquireLease>(Bound));
        Assert.Equal(keeper, Broker.LastSender);
        Broker.Reply(new LeaseGranted(Token, Duration));
        Assert.Equal(Token, (await pending.Within(Bound)).Token);
    }

    [Fact]
    public async Task Lease_IsRenewedAtAThirdOfItsDurationForAsLongAsItIsHeld()
    {
        var lease = await AcquireAsync();
        for (var i = 0; i < 5; i++)
        {
            await PassAsync(Duration / 3);
            Assert.Equal(Token, (await Router.ExpectMsgAsync<RenewLease>(Bound)).Token);
            Router.Reply(new LeaseGranted(Token, Duration));
            await HeardAsync();
        }

        Assert.False(lease.Lost.IsCancellationRequested);
        Assert.False(Router.HasMessages);
    }

    [Fact]
    public async Task Lease_OwnerSaysThatItEnded_IsLost()
    {
        var lease = await AcquireAsync();
        await PassAsync(Duration / 3);
        await Router.ExpectMsgAsync<RenewLease>(Bound);
        Router.Reply(new RequestFailed(Emu, ReplyCode.StaleLease, "The lease has ended."));
        await ExpectTerminatedAsync(Broker.LastSender, Bound);
        Assert.Equal((true, "The lease has ended."), (lease.Lost.IsCancellationRequested, lease.LostBecause));
        await lease.DisposeAsync().AsTask().Within(Bound);
        Assert.False(Router.HasMessages);
    }

    [Fact]
    public async Task Lease_NobodyAnswersRenewals_IsLostWhenItsTimeIsUpAndReleasedToBeSure()
    {
        var lease = await AcquireAsync();
        for (var i = 0; i < 2; i++)
        {
            await PassAsync(Duration / 3);
            await Router.ExpectMsgAsync<RenewLease>(Bound);
        }

        Assert.False(lease.Lost.IsCancellationRequested);
        Advance(Duration / 3);
        await ExpectTerminatedAsync(Broker.LastSender, Bound);
        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.Contains("did not answer in time", lease.LostBecause, StringComparison.Ordinal);
        await Router.FishForMessageAsync(message => message is ReleaseLease release && release.Token.Equals(Token), Bound);
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(lease.ReleaseAsync);
        Assert.Equal(ReplyCode.StaleLease, failure.Code);
        Assert.Contains("did not answer in time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lease_RenewalThatFailsForAnotherReason_IsTriedAgain()
    {
        var lease = await AcquireAsync();
        await PassAsync(Duration / 3);
        await Router.ExpectMsgAsync<RenewLease>(Bound);
        Router.Reply(new RequestFailed(Emu, ReplyCode.NodeUnreachable, "No owner."));
        await PassAsync(Duration / 3);
        await Router.ExpectMsgAsync<RenewLease>(Bound);
        Router.Reply(new LeaseGranted(Token, Duration));
        await HeardAsync();

        // Longer than the lease would last without the second renewal.
        await PassAsync(Duration / 3);
        Assert.False(lease.Lost.IsCancellationRequested);
    }

    /// <summary>Gets a lease, and watches its keeper.</summary>
    private async Task<EmulatorLease> AcquireAsync()
    {
        var pending = Pool.AcquireAsync(TimeSpan.Zero);
        await Broker.ExpectMsgAsync<AcquireLease>(Bound);
        await WatchAsync(Broker.LastSender);
        Broker.Reply(new LeaseGranted(Token, Duration));
        return await pending.Within(Bound);
    }

    /// <summary>Advances the time after the keeper has set its timers. Afterwards the keeper has done what was due.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        await HeardAsync();
        Advance(time);
        await HeardAsync();
    }

    private void Advance(TimeSpan time)
    {
        _time.Advance(time);
        ((TestScheduler)Sys.Scheduler).Advance(time);
    }

    /// <summary>Waits until the keeper has handled all earlier messages.</summary>
    private Task<ActorIdentity> HeardAsync() => Broker.LastSender.Ask<ActorIdentity>(new Identify("heard"), Bound);
}
