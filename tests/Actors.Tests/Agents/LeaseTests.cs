using ActorInput.Actors.Agents;
using ActorInput.Actors.Leases;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Agents;

/// <summary>The pool's leases, with a broker and an owner that the test plays.</summary>
public sealed class LeaseTests : PoolTestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly LeaseToken Token = LeaseToken.Create(Emu, 3);

    public LeaseTests()
        : base(new AgentOptions { AskAgainAfter = TimeSpan.FromMinutes(1) })
    {
    }

    [Fact]
    public async Task Acquire_SaysAllThatIsWanted_AndTheLeaseIsThere()
    {
        var pending = Pool.AcquireAsync(new LeaseRequest { Emulator = Emu, Timeout = Long, Duration = Long, Holder = "trainer 7", MayMove = true });
        var asked = await Broker.ExpectMsgAsync<AcquireLease>(Bound);
        Assert.Equal((Emu, Long, "trainer 7", true, null), (asked.Emulator, asked.Duration, asked.Holder, asked.MayMove, asked.Cartridge));
        Assert.InRange(asked.Timeout, Long - Bound, Long);
        Assert.Equal(Broker.LastSender, AgentPath.Resolve(asked.Agent!, Sys));
        Broker.Reply(new LeaseGranted(Token, Long));
        var lease = await pending.Within(Bound);
        Assert.Equal((Emu, 3, Token, false), (lease.Emulator, lease.Epoch, lease.Token, lease.Lost.IsCancellationRequested));
    }

    [Fact]
    public async Task Lease_GoesWithEveryInputAndCommand()
    {
        var lease = await AcquireAsync();
        _ = lease.SendInputAsync("A", new InputTerms { Id = "i" });
        var input = await Router.ExpectMsgAsync<SendInput>(Bound);
        Assert.Equal((Token.Value, "i"), (input.Terms.Lease, input.Terms.Id));
        _ = lease.SendInputOptimized("B");
        Assert.Equal(Token.Value, (await Router.ExpectMsgAsync<SendInput>(Bound)).Terms.Lease);
        _ = lease.SendInputBatchAsync(["A"]);
        Assert.Equal(Token.Value, (await Router.ExpectMsgAsync<SendBatch>(Bound)).Terms.Lease);
        _ = lease.ResetAsync();
        Assert.Equal(Token.Value, (await Router.ExpectMsgAsync<ResetGame>(Bound)).Lease);
        _ = lease.LoadCheckpointAsync("gate");
        Assert.Equal(Token.Value, (await Router.ExpectMsgAsync<LoadCheckpoint>(Bound)).Lease);
    }

    [Fact]
    public async Task Acquire_Refused_ThrowsCodeAndReason()
    {
        var pending = Pool.AcquireAsync(TimeSpan.Zero);
        await Broker.ExpectMsgAsync<AcquireLease>(Bound);
        Broker.Reply(new LeaseRefused(ReplyCode.WaitTimedOut, "No emulator was free now; 2 agents wait for 4 emulators."));
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(() => pending.Within(Bound));
        Assert.Equal((ReplyCode.WaitTimedOut, "No emulator was free now; 2 agents wait for 4 emulators."), (failure.Code, failure.Message));
        var invalid = await Assert.ThrowsAsync<EmulatorPoolException>(() => Pool.AcquireAsync(TimeSpan.FromSeconds(-1)));
        Assert.Equal(ReplyCode.InvalidRequest, invalid.Code);
        Assert.False(Broker.HasMessages);
    }

    [Fact]
    public async Task Acquire_BrokerThatMoves_IsAskedAgainSoon()
    {
        var pending = Pool.AcquireAsync(Long);
        var first = await Broker.ExpectMsgAsync<AcquireLease>(Bound);
        Broker.Reply(new LeaseRefused(ReplyCode.ShuttingDown, "The lease broker moves; ask again with the same request id."));
        Assert.Equal(first.RequestId, (await Broker.ExpectMsgAsync<AcquireLease>(Bound)).RequestId);
        Broker.Reply(new LeaseGranted(Token, Long));
        await pending.Within(Bound);
    }

    [Fact]
    public async Task Acquire_NoBrokerAtAll_EndsWithAReason()
    {
        (Options.AskAgainAfter, Options.QueryTimeout) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100));
        var failure = await Assert.ThrowsAsync<EmulatorPoolException>(() => Pool.AcquireAsync(TimeSpan.FromMilliseconds(100)).Within(Bound));
        Assert.Equal(ReplyCode.NodeUnreachable, failure.Code);
        Assert.Contains("No lease broker answered", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acquire_Cancelled_EndsTheActorThatStandsForIt_SoThatALaterGrantEnds()
    {
        using var cancellation = new CancellationTokenSource();
        var pending = Pool.AcquireAsync(Long, cancellation.Token);
        var asked = await Broker.ExpectMsgAsync<AcquireLease>(Bound);
        await Broker.WatchAsync(AgentPath.Resolve(asked.Agent!, Sys)!);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.Within(Bound));
        await Broker.ExpectTerminatedAsync(Broker.LastSender, Bound);
    }

    [Fact]
    public async Task Acquire_TwoBrokersGrant_TheSecondLeaseIsReleased()
    {
        var lease = await AcquireAsync();
        var other = LeaseToken.Create(EmulatorId.Parse("emu-2"), 1);
        Broker.Reply(new LeaseGranted(other, Long));
        Assert.Equal(other, (await Router.ExpectMsgAsync<ReleaseLease>(Bound)).Token);
        Assert.False(lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Dispose_ReleasesOnce_AndIsNoLoss()
    {
        var lease = await AcquireAsync();
        var disposing = lease.DisposeAsync().AsTask();
        Assert.Equal(Token, (await Router.ExpectMsgAsync<ReleaseLease>(Bound)).Token);
        Assert.False(disposing.IsCompleted);
        Router.Reply(new LeaseEnded(Emu, 3));
        await disposing.Within(Bound);
        await lease.DisposeAsync();
        lease.Dispose();
        Assert.False(Router.HasMessages);
        Assert.False(lease.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Release_Twice_OrUseAfterwards_IsAClearException()
    {
        var lease = await AcquireAsync();
        var releasing = lease.ReleaseAsync();
        await Router.ExpectMsgAsync<ReleaseLease>(Bound);
        Router.Reply(new LeaseEnded(Emu, 3));
        await releasing.Within(Bound);
        foreach (var call in new Func<Task>[] { lease.ReleaseAsync, () => lease.SendInputAsync("A"), () => lease.SendInputOptimized("A"), () => lease.GetStateAsync(), () => lease.ResetAsync() })
        {
            var failure = await Assert.ThrowsAsync<ObjectDisposedException>(call);
            Assert.Contains("The lease of 'emu-1' (number 3) was released; acquire another one.", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Release_OwnerThatDoesNotAnswer_EndsWithTheKeeper()
    {
        Options.ReleaseTimeout = TimeSpan.FromMilliseconds(50);
        var lease = await AcquireAsync();
        var keeper = Broker.LastSender;
        await WatchAsync(keeper);
        await lease.ReleaseAsync().Within(Bound);
        await ExpectTerminatedAsync(keeper, Bound);
    }

    [Fact]
    public async Task Release_OfALeaseThatEnded_SaysSo_AndDisposeDoesNot()
    {
        var lease = await AcquireAsync();
        var releasing = lease.ReleaseAsync();
        await Router.ExpectMsgAsync<ReleaseLease>(Bound);
        Router.Reply(new RequestFailed(Emu, ReplyCode.StaleLease, "ended"));
        Assert.Equal(ReplyCode.StaleLease, (await Assert.ThrowsAsync<EmulatorPoolException>(() => releasing.Within(Bound))).Code);
        await lease.DisposeAsync();
    }

    [Fact]
    public async Task HostThatStops_LosesItsLeasesAndRefusesWhoWaits()
    {
        var lease = await AcquireAsync();
        var lost = LostOf(lease);
        var waiting = Pool.AcquireAsync(Long);
        await Broker.ExpectMsgAsync<AcquireLease>(Bound);
        var actor = Broker.LastSender;
        await Broker.WatchAsync(actor);
        await CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance).Within(Bound);
        await lost.Within(Bound);
        Assert.Equal(ReplyCode.ShuttingDown, (await Assert.ThrowsAsync<EmulatorPoolException>(() => waiting.Within(Bound))).Code);
        await lease.DisposeAsync().AsTask().Within(Bound);
    }

    private async Task<EmulatorLease> AcquireAsync()
    {
        var pending = Pool.AcquireAsync(TimeSpan.Zero);
        await Broker.ExpectMsgAsync<AcquireLease>(Bound);
        Broker.Reply(new LeaseGranted(Token, Long));
        return await pending.Within(Bound);
    }

    private static Task LostOf(EmulatorLease lease)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lease.Lost.Register(() => lost.TrySetResult());
        return lost.Task;
    }
}
