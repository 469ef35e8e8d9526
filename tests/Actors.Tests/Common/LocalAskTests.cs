using ActorInput.Actors.Common;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Common;

public sealed class LocalAskTests : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new();
    private readonly LocalAsks _asks;

    public LocalAskTests() => _asks = new LocalAsks(_time);

    [Fact]
    public async Task Ask_TwoAnswers_TheFirstCounts()
    {
        var answer = _asks.AskAsync(TestActor, "question", Bound, default);
        Assert.Equal("question", await ExpectMsgAsync<string>());
        LastSender.Tell("first");
        LastSender.Tell("second");
        Assert.Equal("first", await answer.AsTask().WaitAsync(Bound));
    }

    [Fact]
    public async Task Ask_NoAnswer_IsNullOnceTheTimeIsOver()
    {
        var early = _asks.AskAsync(TestActor, "short", TimeSpan.FromSeconds(1), default).AsTask();
        var late = _asks.AskAsync(TestActor, "long", TimeSpan.FromSeconds(3), default).AsTask();
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(1) - LocalAsks.Precision; passed += LocalAsks.Precision)
            _time.Advance(LocalAsks.Precision);
        Assert.False(early.IsCompleted);
        _time.Advance(LocalAsks.Precision * 2);
        Assert.Null(await early.WaitAsync(Bound));
        Assert.False(late.IsCompleted);
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(2); passed += LocalAsks.Precision)
            _time.Advance(LocalAsks.Precision);
        Assert.Null(await late.WaitAsync(Bound));
    }

    [Fact]
    public async Task Ask_AnswerAfterItsTime_IsIgnoredAndDisturbsNoOther()
    {
        var first = _asks.AskAsync(TestActor, 1, TimeSpan.FromSeconds(1), default).AsTask();
        Assert.Equal(1, await ExpectMsgAsync<int>());
        var late = LastSender;
        for (var i = 0; i < 100; i++)
            _time.Advance(LocalAsks.Precision);
        Assert.Null(await first.WaitAsync(Bound));
        var second = _asks.AskAsync(TestActor, 2, TimeSpan.FromSeconds(1), default).AsTask();
        Assert.Equal(2, await ExpectMsgAsync<int>());
        late.Tell("to the first");
        LastSender.Tell("to the second");
        Assert.Equal("to the second", await second.WaitAsync(Bound));
    }

    [Fact]
    public async Task Ask_Cancelled_EndsWithTheCancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var answer = _asks.AskAsync(TestActor, "question", Bound, cancellation.Token).AsTask();
        await ExpectMsgAsync<string>();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.WaitAsync(Bound));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _asks.AskAsync(TestActor, "again", Bound, cancellation.Token).AsTask());
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Ask_WatchedAsker_StopsWithItsEnd()
    {
        using var cancellation = new CancellationTokenSource();
        var answer = _asks.AskAsync(TestActor, "question", Bound, cancellation.Token).AsTask();
        await ExpectMsgAsync<string>();
        var asker = LastSender;
        await WatchAsync(asker);
        await cancellation.CancelAsync();
        await ExpectTerminatedAsync(asker);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.WaitAsync(Bound));

        var other = CreateTestProbe();
        await other.WatchAsync(asker);
        await other.ExpectTerminatedAsync(asker);
    }

    [Fact]
    public async Task Ask_ManyFromManyThreads_EachGetsItsOwnAnswer()
    {
        var echo = Sys.ActorOf(Props.Create(() => new Echo()));
        await Parallel.ForEachAsync(Enumerable.Range(0, 20_000), async (number, _) =>
            Assert.Equal(number, await _asks.AskAsync(echo, number, number % 3 == 0 ? Timeout.InfiniteTimeSpan : Bound, default)));
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }
}
