using ActorInput.Actors.Agents;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Leases;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Hosting;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Agents;

/// <summary>The pool's leases against a broker and an owner that say what the test wants.</summary>
public sealed class LeaseTests : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private readonly AgentOptions _options = new() { AskAgainAfter = TimeSpan.FromMinutes(1) };
    private readonly LeaseToken _token = LeaseToken.Create(Emu, 3);
    private readonly TestProbe _broker;
    private readonly TestProbe _router;
    private readonly EmulatorPool _pool;

    public LeaseTests()
        : base("akka.loglevel = ERROR")
    {
        (_broker, _router) = (CreateTestProbe(), CreateTestProbe());
        var registry = ActorRegistry.For(Sys);
        registry.Register<LeaseBroker>(_broker);
        registry.Register<EmulatorRegion>(_router);
        _pool = new EmulatorPool(Sys, _options, InputLimits.Default, TimeProvider.System, () => default);
    }

    [Fact]
    public async Task Acquire_SaysAllThatIsWanted_AndTheLeaseIsThere()
    {
        var pending = _pool.AcquireAsync(new LeaseRequest { Emulator = Emu, Timeout = Long, Duration = Long, Holder = "trainer 7", MayMove = true });
        var asked = await _broker.ExpectMsgAsync<AcquireLease>(Bound);
        Assert.Equal((Emu, Long, "trainer 7", true, null), (asked.Emulator, asked.Duration, asked.Holder, asked.MayMove, asked.Cartridge));
        Assert.InRange(asked.Timeout, Long - Bound, Long);
        Assert.Equal(_broker.LastSender, AgentPath.Resolve(asked.Agent!, Sys));
        _broker.Reply(new LeaseGranted(_token, Long));
        var lease = await pending.WaitAsync(Bound);
        Assert.Equal((Emu, 3, _token, false), (lease.Emulator, lease.Epoch, lease.Token, lease.Lost.IsCancellationRequested));
    }

    [Fact]
    public async Task Lease_GoesWithEveryInputAndCommand()
    {
        var lease = await AcquireAsync(Long);
        _ = lease.SendInputAsync("A", new InputTerms { Id = "i" });
        var input = await _router.ExpectMsgAsync<SendInput>(Bound);
        Assert.Equal((_token.Value, "i"), (input.Terms.Lease, input.Terms.Id));
        _ = lease.SendInputOptimized("B");
        Assert.Equal(_token.Value, (await _router.ExpectMsgAsync<SendInput>(Bound)).Terms.Lease);
        _ = lease.SendInputBatchAsync(["A"]);
        Assert.Equal(_token.Value, (await _router.ExpectMsgAsync<SendBatch>(Bound)).Terms.Lease);
        _ = lease.ResetAsync();
        Assert.Equal(_token.Value, (await _router.ExpectMsgAsync<ResetGame>(Bound)).Lease);
        _ = lease.LoadCheckpointAsync("gate");
        Assert.Equal(_token.Value, (await _router.ExpectMsgAsync<LoadCheckpoint>(Bound)).Lease);
    }

    [Fact]
    public async Task Acquire_Refused_ThrowsCodeAndReason()
    {
        var pending = _pool.AcquireAsync(TimeSpan.Zero);
        await _broker.ExpectMsgAsync<AcquireLease>(Bound);
        _broker.Reply(new LeaseRefused(ReplyCode.WaitTimedOut, "No emulator was free now; 2 agents wait for 4 emulators."));
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(() => pending.WaitAsync(Bound));
        Assert.Equal((ReplyCode.WaitTimedOut, "No emulator was free now; 2 agents wait for 4 emulators."), (failure.Code, failure.Message));
        var invalid = await Assert.ThrowsAsync<EmulatorPoolException>(() => _pool.AcquireAsync(TimeSpan.FromSeconds(-1)));
        Assert.Equal(ReplyCode.InvalidRequest, invalid.Code);
        Assert.False(_broker.HasMessages);
    }

    [Fact]
    public async Task Acquire_BrokerThatDoesNotAnswer_IsAskedAgainUnderTheSameId()
    {
        _options.AskAgainAfter = TimeSpan.FromMilliseconds(50);
        var pending = _pool.AcquireAsync(Long);
        var first = await _broker.ExpectMsgAsync<AcquireLease>(Bound);
        var sender = _broker.LastSender;
        var second = await _broker.ExpectMsgAsync<AcquireLease>(Bound);
        Assert.Equal((first.RequestId, first.Agent, sender), (second.RequestId, second.Agent, _broker.LastSender));
        Assert.True(second.Timeout < first.Timeout, "The second request waits no longer than the first one would have.");
        _broker.Reply(new LeaseGranted(_token, Long));
        Assert.Equal(_token, (await pending.WaitAsync(Bound)).Token);
    }

    [Fact]
    public async Task Acquire_BrokerThatMoves_IsAskedAgainSoon()
    {
        var pending = _pool.AcquireAsync(Long);
        var first = await _broker.ExpectMsgAsync<AcquireLease>(Bound);
        _broker.Reply(new LeaseRefused(ReplyCode.ShuttingDown, "The lease broker moves; ask again with the same request id."));
        Assert.Equal(first.RequestId, (await _broker.ExpectMsgAsync<AcquireLease>(Bound)).RequestId);
        _broker.Reply(new LeaseGranted(_token, Long));
        await pending.WaitAsync(Bound);
    }

    [Fact]
    public async Task Acquire_NoBrokerAtAll_EndsWithAReason()
    {
        (_options.AskAgainAfter, _options.QueryTimeout) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100));
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(() => _pool.AcquireAsync(TimeSpan.FromMilliseconds(100)).WaitAsync(Bound));
        Assert.Equal(ReplyCode.NodeUnreachable, failure.Code);
        Assert.Contains("No lease broker answered", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acquire_Cancelled_EndsTheActorThatStandsForIt_SoThatALaterGrantEnds()
    {
        using var cancellation = new CancellationTokenSource();
        var pending = _pool.AcquireAsync(Long, cancellation.Token);
        var asked = await _broker.ExpectMsgAsync<AcquireLease>(Bound);
        await _broker.WatchAsync(AgentPath.Resolve(asked.Agent!, Sys)!);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.WaitAsync(Bound));
        await _broker.ExpectTerminatedAsync(_broker.LastSender, Bound);
    }

    [Fact]
    public async Task Acquire_TwoBrokersGrant_TheSecondLeaseIsReleased()
    {
        var lease = await AcquireAsync(Long);
        var other = LeaseToken.Create(EmulatorId.Parse("emu-2"), 1);
        _broker.Reply(new LeaseGranted(other, Long));
        Assert.Equal(other, (await _router.ExpectMsgAsync<ReleaseLease>(Bound)).Token);
        Assert.False(lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Lease_RenewsItselfAtAThirdOfItsDuration()
    {
        var lease = await AcquireAsync(TimeSpan.FromMilliseconds(600));
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(_token, (await _router.ExpectMsgAsync<RenewLease>(Bound)).Token);
            _router.Reply(new LeaseGranted(_token, TimeSpan.FromMilliseconds(600)));
        }

        // Longer than it lasts without renewal, and not lost.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromMilliseconds(700), Bound);
        Assert.False(lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Lease_OwnerSaysThatItEnded_IsLost()
    {
        var lease = await AcquireAsync(TimeSpan.FromMilliseconds(300));
        var lost = LostOf(lease);
        await _router.ExpectMsgAsync<RenewLease>(Bound);
        _router.Reply(new RequestFailed(Emu, ReplyCode.StaleLease, "The lease has ended."));
        await lost.WaitAsync(Bound);
        Assert.Equal("The lease has ended.", lease.LostBecause);
        await lease.DisposeAsync().AsTask().WaitAsync(Bound);
        Assert.False(_router.HasMessages);
    }

    [Fact]
    public async Task Lease_NobodyAnswersRenewals_IsLostWhenItsTimeIsUpAndReleasedToBeSure()
    {
        var lease = await AcquireAsync(TimeSpan.FromMilliseconds(300));
        await LostOf(lease).WaitAsync(Bound);
        Assert.Contains("did not answer in time", lease.LostBecause, StringComparison.Ordinal);
        await _router.FishForMessageAsync(message => message is ReleaseLease release && release.Token.Equals(_token), Bound);
        Assert.Equal(ReplyCode.StaleLease, (await Assert.ThrowsAsync<EmulatorPoolException>(lease.ReleaseAsync)).Code);
    }

    [Fact]
    public async Task Lease_RenewalThatFailsForAnotherReason_IsTriedAgain()
    {
        var lease = await AcquireAsync(TimeSpan.FromSeconds(2));
        await _router.ExpectMsgAsync<RenewLease>(Bound);
        _router.Reply(new RequestFailed(Emu, ReplyCode.NodeUnreachable, "No owner."));
        await _router.ExpectMsgAsync<RenewLease>(Bound);
        _router.Reply(new LeaseGranted(_token, Long));
        Assert.False(lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Dispose_ReleasesOnce_AndIsNoLoss()
    {
        var lease = await AcquireAsync(Long);
        var disposing = lease.DisposeAsync().AsTask();
        Assert.Equal(_token, (await _router.ExpectMsgAsync<ReleaseLease>(Bound)).Token);
        Assert.False(disposing.IsCompleted);
        _router.Reply(new LeaseEnded(Emu, 3));
        await disposing.WaitAsync(Bound);
        await lease.DisposeAsync();
        lease.Dispose();
        Assert.False(_router.HasMessages);
        Assert.False(lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Release_Twice_OrUseAfterwards_IsAClearException()
    {
        var lease = await AcquireAsync(Long);
        var releasing = lease.ReleaseAsync();
        await _router.ExpectMsgAsync<ReleaseLease>(Bound);
        _router.Reply(new LeaseEnded(Emu, 3));
        await releasing.WaitAsync(Bound);
        foreach (var call in new Func<Task>[] { lease.ReleaseAsync, () => lease.SendInputAsync("A"), () => lease.SendInputOptimized("A"), () => lease.GetStateAsync(), () => lease.ResetAsync() })
        {
            var failure = await Assert.ThrowsAsync<ObjectDisposedException>(call);
            Assert.Contains("The lease of 'emu-1' (number 3) was released; acquire another one.", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Release_OwnerThatDoesNotAnswer_EndsWithTheKeeper()
    {
        _options.ReleaseTimeout = TimeSpan.FromMilliseconds(50);
        var lease = await AcquireAsync(Long);
        var keeper = _broker.LastSender;
        await WatchAsync(keeper);
        await lease.ReleaseAsync().WaitAsync(Bound);
        await ExpectTerminatedAsync(keeper, Bound);
    }

    [Fact]
    public async Task Release_OfALeaseThatEnded_SaysSo_AndDisposeDoesNot()
    {
        var lease = await AcquireAsync(Long);
        var releasing = lease.ReleaseAsync();
        await _router.ExpectMsgAsync<ReleaseLease>(Bound);
        _router.Reply(new RequestFailed(Emu, ReplyCode.StaleLease, "ended"));
        Assert.Equal(ReplyCode.StaleLease, (await Assert.ThrowsAsync<EmulatorPoolException>(() => releasing.WaitAsync(Bound))).Code);
        await lease.DisposeAsync();
    }

    [Fact]
    public async Task HostThatStops_LosesItsLeasesAndRefusesWhoWaits()
    {
        var lease = await AcquireAsync(Long);
        var lost = LostOf(lease);
        var waiting = _pool.AcquireAsync(Long);
        await _broker.ExpectMsgAsync<AcquireLease>(Bound);
        var actor = _broker.LastSender;
        await _broker.WatchAsync(actor);
        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Bound);
        await lost.WaitAsync(Bound);
        Assert.Equal(ReplyCode.ShuttingDown, (await Assert.ThrowsAsync<EmulatorPoolException>(() => waiting.WaitAsync(Bound))).Code);
        await lease.DisposeAsync().AsTask().WaitAsync(Bound);
    }

    private async Task<EmulatorLease> AcquireAsync(TimeSpan expiresIn)
    {
        var pending = _pool.AcquireAsync(TimeSpan.Zero);
        await _broker.ExpectMsgAsync<AcquireLease>(Bound);
        _broker.Reply(new LeaseGranted(_token, expiresIn));
        return await pending.WaitAsync(Bound);
    }

    private static Task LostOf(EmulatorLease lease)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lease.Lost.Register(() => lost.TrySetResult());
        return lost.Task;
    }
}
