using System.Collections.Concurrent;
using System.Diagnostics;
using ActorInput.Actors.Inputs;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Inputs;

public sealed class BufferingStageTests : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private readonly InputQueue _queue = new(new BufferingOptions(), TimeProvider.System);

    public BufferingStageTests()
        : base("""
            akka.loglevel = ERROR
            one-thread { type = ForkJoinDispatcher, throughput = 1, dedicated-thread-pool { thread-count = 1 } }
            """) => _queue.Release();

    [Fact]
    public async Task Stop_BeforeTheStreamHasBegun_TheNextOneKeepsTheQueue()
    {
        var materializer = Sys.Materializer(ActorMaterializerSettings.Create(Sys).WithDispatcher("one-thread"));
        await Source.Empty<int>().RunWith(Sink.Ignore<int>(), materializer); // Now the materializer's own actor runs.
        var isHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var held = new ManualResetEventSlim();
        Sys.Dispatchers.Lookup("one-thread").Schedule(() =>
        {
            isHeld.SetResult();
            held.Wait(Bound); // The next stream's actor cannot start before this ends.
        });
        await isHeld.Task.WaitAsync(Bound);
        InputPipeline.Start(_queue, _timer, static _ => throw new InvalidOperationException("It was stopped before it began."), materializer).Dispose();
        var taken = new ConcurrentQueue<Dispatch>();
        using var second = Start(taken.Enqueue);
        Add(1);
        await AwaitConditionAsync(() => Task.FromResult(taken.Count == 1), Bound);

        held.Set(); // The stream that was stopped begins now, and must not take the place of the other one.
        await Source.Empty<int>().RunWith(Sink.Ignore<int>(), materializer);
        Add(2);
        await AwaitConditionAsync(() => Task.FromResult(taken.Count == 2), Bound);
    }

    [Fact]
    public async Task Stop_RequestInFlight_ItsResultIsReportedAndNothingElseLeaves()
    {
        var taken = new ConcurrentQueue<Dispatch>();
        var sending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = Start(taken.Enqueue, sending.Task);
        Add(1);
        await AwaitConditionAsync(() => Task.FromResult(taken.Count == 1), Bound);
        Add(2);
        stream.Dispose();
        var reported = false;
        _queue.Returned(() => reported = true);
        Assert.True(reported);
        sending.SetResult();

        var next = new ConcurrentQueue<Dispatch>();
        using var second = Start(next.Enqueue);
        await AwaitConditionAsync(() => Task.FromResult(next.Count == 1), Bound);
        Assert.Equal(2, Assert.Single(next.Single().Inputs).Sequence);
        Assert.Single(taken);
    }

    [Fact]
    public async Task Window_ClockOfATest_ClosesThreeMillisecondsOfItAfterTheFirstInput()
    {
        var time = new ArmedTimeProvider();
        using var timer = new WindowTimer(time);
        var queue = new InputQueue(new BufferingOptions { ThresholdPerSecond = 0 }, time);
        queue.Release();
        var taken = new ConcurrentQueue<(Dispatch Dispatch, long At)>();
        using var stream = InputPipeline.Start(
            queue,
            timer,
            dispatch =>
            {
                taken.Enqueue((dispatch, time.GetTimestamp()));
                return Task.CompletedTask;
            },
            Sys.Materializer());
        queue.Add(Input(1, time.GetTimestamp()));
        await time.Armed.WaitAsync(Bound);
        time.Advance(TimeSpan.FromMilliseconds(2));
        queue.Add(Input(2, time.GetTimestamp()));
        time.Advance(TimeSpan.FromMilliseconds(1));

        await AwaitConditionAsync(() => Task.FromResult(taken.Count == 1), Bound);
        var (dispatch, at) = taken.Single();
        Assert.Equal((2, CloseReason.Window), (dispatch.Inputs.Count, dispatch.Reason));
        Assert.Equal(TimeSpan.FromMilliseconds(3), time.GetElapsedTime(dispatch.Inputs[0].AcceptedAt, at));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _timer.Dispose();
    }

    private void Add(long sequence) => _queue.Add(Input(sequence, Stopwatch.GetTimestamp()));

    private static QueuedInput Input(long sequence, long acceptedAt) =>
        new(InputSequence.Parse("A"), InputTerms.Default, sequence, ActorRefs.Nobody) { AcceptedAt = acceptedAt };

    private InputPipeline Start(Action<Dispatch> taken, Task? sending = null) => InputPipeline.Start(
        _queue,
        _timer,
        dispatch =>
        {
            taken(dispatch);
            return sending ?? Task.CompletedTask;
        },
        Sys.Materializer());
}
