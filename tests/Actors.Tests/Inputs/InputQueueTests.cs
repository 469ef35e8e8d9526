using System.Diagnostics;
using ActorInput.Actors.Inputs;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using Akka.Actor;
using CsCheck;

namespace ActorInput.Actors.Tests.Inputs;

public sealed class InputQueueTests
{
    private static readonly InputSequence Press = InputSequence.Parse("A");
    private static readonly Action Taker = static () => { };
    private long _sequence;

    [Fact]
    public void TryTake_SlowInput_LeavesAtOnce()
    {
        var queue = Queue(new BufferingOptions());
        queue.Add(Input());
        var dispatch = Take(queue);
        Assert.Equal(CloseReason.Alone, dispatch?.Reason);
    }

    [Fact]
    public void TryTake_QuickInputs_WaitForTheWindowOfTheFirst()
    {
        var queue = Queue(new BufferingOptions { ThresholdPerSecond = 0, Window = TimeSpan.FromMilliseconds(3) });
        var first = Input();
        queue.Add(first);
        queue.Add(Input());
        Assert.Null(queue.TryTake(Taker, false, first.AcceptedAt, out var closesAt));
        Assert.Equal(first.AcceptedAt + (3 * Stopwatch.Frequency / 1000), closesAt);
        var dispatch = queue.TryTake(Taker, false, closesAt, out _);
        Assert.Equal((2, CloseReason.Window), (dispatch!.Inputs.Count, dispatch.Reason));
    }

    [Fact]
    public void TryTake_NobodyFollowedOfLate_LeavesBeforeTheWindow()
    {
        var queue = QueueThatNobodyFollows(new BufferingOptions { ThresholdPerSecond = 0 }, out var now);
        queue.Add(Input(now));
        Assert.Equal(CloseReason.Predicted, queue.TryTake(Taker, false, now, out _)?.Reason);
    }

    [Fact]
    public void TryTake_NobodyFollowedAndPredictIsOff_WaitsForTheWindow()
    {
        var queue = QueueThatNobodyFollows(new BufferingOptions { ThresholdPerSecond = 0, Predict = false }, out var now);
        queue.Add(Input(now));
        Assert.Null(queue.TryTake(Taker, false, now, out var closesAt));
        Assert.Equal(now + (3 * Stopwatch.Frequency / 1000), closesAt);
    }

    [Fact]
    public void Signal_NoFurtherInputExpected_ComesWithTheOneThatWasExpected()
    {
        var queue = new InputQueue(new BufferingOptions { ThresholdPerSecond = 0 }, TimeProvider.System);
        queue.Release();
        var signals = 0;
        Action signal = () => signals++;
        queue.Attach(signal);
        var now = Stopwatch.GetTimestamp();
        for (var pair = 0; pair < 20; pair++, now += Stopwatch.Frequency)
        {
            Assert.Null(queue.TryTake(signal, false, now, out _));
            queue.Add(Input(now));
            Assert.Null(queue.TryTake(signal, false, now, out var closesAt));
            signals = 0;
            queue.Add(Input(now + 1));
            if (pair == 19)
                break;
            queue.TryTake(signal, false, closesAt, out _);
            queue.Returned(static () => { });
        }

        Assert.Equal(1, signals);
        var dispatch = queue.TryTake(signal, false, now + 1, out _);
        Assert.Equal((2, CloseReason.Predicted), (dispatch!.Inputs.Count, dispatch.Reason));
    }

    [Fact]
    public void TryTake_EightQuickInputs_LeaveWithoutTheWindow()
    {
        var queue = Queue(new BufferingOptions { ThresholdPerSecond = 0 });
        for (var i = 0; i < 9; i++)
            queue.Add(Input());
        var dispatch = Take(queue);
        Assert.Equal((8, CloseReason.Size), (dispatch!.Inputs.Count, dispatch.Reason));
        Assert.Equal(1, queue.Count);
    }

    [Fact]
    public void TryTake_AfterARequestReturned_LeavesWithoutTheWindow()
    {
        var queue = Queue(new BufferingOptions { ThresholdPerSecond = 0 });
        queue.Add(Input());
        var dispatch = queue.TryTake(Taker, true, Stopwatch.GetTimestamp(), out _);
        Assert.Equal(CloseReason.Released, dispatch?.Reason);
    }

    [Fact]
    public void Returned_InputsWait_ReportsAfterTheNextWereTaken()
    {
        var queue = Queue(new BufferingOptions { ThresholdPerSecond = 0 });
        for (var i = 0; i < 9; i++)
            queue.Add(Input());
        Take(queue);
        var reports = 0;
        queue.Returned(() => reports++);
        Assert.Equal(0, reports);
        var next = queue.TryTake(Taker, returned: true, Stopwatch.GetTimestamp(), out _);
        Assert.Equal((1, CloseReason.Released), (next!.Inputs.Count, next.Reason));
        queue.Report();
        queue.Report();
        Assert.Equal(1, reports);
    }

    [Fact]
    public void Returned_NothingWaits_ReportsAtOnceAndGathersWhatComesThen()
    {
        var queue = Queue(new BufferingOptions { ThresholdPerSecond = 0, Predict = false });
        for (var i = 0; i < 8; i++)
            queue.Add(Input());
        Take(queue);
        var reports = 0;
        queue.Returned(() =>
        {
            reports++;
            queue.Add(Input()); // An agent presses again before the stage is asked for more.
        });
        Assert.Equal(1, reports);
        Assert.Null(queue.TryTake(Taker, returned: true, Stopwatch.GetTimestamp(), out var closesAt));
        Assert.NotEqual(0, closesAt);
        for (var i = 0; i < 7; i++)
            queue.Add(Input());
        var next = Take(queue)!;
        Assert.Equal((8, CloseReason.Size), (next.Inputs.Count, next.Reason));
        queue.Report();
        Assert.Equal(1, reports);
    }

    [Fact]
    public void TryTake_FewerThanTheThresholdWithinASecond_AreNotGathered()
    {
        var queue = Queue(new BufferingOptions { ThresholdPerSecond = 5 });
        for (var i = 0; i < 5; i++)
        {
            queue.Add(Input());
            Assert.Equal(CloseReason.Alone, Take(queue)?.Reason);
        }

        queue.Add(Input());
        Assert.Null(Take(queue));
    }

    [Fact]
    public void TryTake_OnHold_GivesNothingUntilReleased()
    {
        var queue = Queue(new BufferingOptions());
        queue.Hold();
        queue.Add(Input());
        Assert.Null(Take(queue));
        queue.Release();
        Assert.NotNull(Take(queue));
    }

    [Fact]
    public void TryTake_OneByOne_GivesOneEach()
    {
        var queue = Queue(new BufferingOptions { ThresholdPerSecond = 0 });
        queue.OneByOne = true;
        queue.Add(Input());
        queue.Add(Input());
        Assert.Single(Take(queue)!.Inputs);
        Assert.Single(Take(queue)!.Inputs);
    }

    [Fact]
    public void TryTake_Expired_IsNotAmongTheInputs()
    {
        var queue = Queue(new BufferingOptions());
        var late = Input(new InputTerms { Deadline = TimeSpan.FromMilliseconds(5) });
        queue.Add(late);
        var good = Input();
        queue.Add(good);
        var dispatch = queue.TryTake(Taker, true, late.AcceptedAt + Stopwatch.Frequency, out _)!;
        Assert.Equal([good], dispatch.Inputs);
        Assert.Equal([late], dispatch.Expired);
    }

    [Fact]
    public void Signal_OnlyWhenThereIsSomethingToDecide()
    {
        var queue = Queue(new BufferingOptions { ThresholdPerSecond = 0 });
        var signals = 0;
        Action signal = () => signals++;
        queue.Attach(signal);
        Assert.Null(queue.TryTake(signal, false, Stopwatch.GetTimestamp(), out _));
        for (var i = 0; i < 8; i++)
            queue.Add(Input());
        Assert.Equal(2, signals); // The first opens the window, the eighth closes the batch.
    }

    [Fact]
    public void TryTake_AnotherStageHasTakenOver_GivesNothingToTheOneBefore()
    {
        var queue = Queue(new BufferingOptions());
        Action next = static () => { };
        queue.Add(Input());
        queue.Attach(next);
        Assert.Null(Take(queue));
        Assert.NotNull(queue.TryTake(next, false, Stopwatch.GetTimestamp(), out _));
    }

    [Fact]
    public void TryTake_RateWindow_IsTheTimeOverWhichInputsCount()
    {
        var queue = Queue(new BufferingOptions { ThresholdPerSecond = 1, RateWindow = TimeSpan.FromSeconds(10) });
        for (var i = 0; i < 10; i++)
        {
            queue.Add(Input());
            Assert.Equal(CloseReason.Alone, Take(queue)?.Reason);
        }

        queue.Add(Input()); // Ten in ten seconds are one a second.
        Assert.Null(Take(queue));
    }

    [Fact]
    public void Unsettled_UntilItIsSettled_HasWhatLeft()
    {
        var queue = Queue(new BufferingOptions());
        queue.Add(Input());
        var first = Take(queue)!;
        queue.Returned(static () => { });
        queue.Add(Input());
        var second = Take(queue)!;
        Assert.Equal([first, second], queue.Unsettled);
        queue.Settled(first);
        Assert.Equal([second], queue.Unsettled);
    }

    /// <summary>For any adding, putting back and taking: within a priority nothing overtakes, nothing is lost, nothing comes twice.</summary>
    [Fact]
    public void AnyRun_OfAddsTakesAndReturns_KeepsOrderAndLosesNothing()
    {
        var step = Gen.Int[0, 9];
        step.List[1, 200].Sample(steps =>
        {
            var options = new BufferingOptions { ThresholdPerSecond = 0, Window = TimeSpan.Zero, MaxBatch = 4 };
            var queue = Queue(options);
            var added = new List<QueuedInput>();
            var taken = new List<QueuedInput>();
            foreach (var what in steps)
            {
                switch (what)
                {
                    case < 4:
                        added.Add(Input(new InputTerms { Priority = what == 3 ? InputPriority.Bulk : InputPriority.Interactive }));
                        queue.Add(added[^1]);
                        break;
                    case < 6:
                        added.AddRange(Batch(queue, what - 2));
                        break;
                    default:
                        if (queue.TryTake(Taker, what == 6, long.MaxValue, out _) is not { } dispatch)
                            break;
                        Assert.True(dispatch.Inputs.Count <= 4);
                        var sent = what == 9 ? dispatch.Inputs.Count / 2 : dispatch.Inputs.Count;
                        taken.AddRange(dispatch.Inputs.Take(sent));
                        if (sent < dispatch.Inputs.Count)
                            queue.PutBack(dispatch.Inputs.Skip(sent));
                        break;
                }
            }

            Assert.Equal(added.Count - taken.Count, queue.Count);
            while (queue.TryTake(Taker, true, long.MaxValue, out _) is { } dispatch)
                taken.AddRange(dispatch.Inputs);
            Assert.Equal(added.Count, taken.Count);
            foreach (var priority in added.GroupBy(input => input.Terms.Priority))
                Assert.Equal(priority.Select(input => input.Sequence), taken.Where(input => input.Terms.Priority == priority.Key).Select(input => input.Sequence));
        });
    }

    private static InputQueue Queue(BufferingOptions options)
    {
        var queue = new InputQueue(options, TimeProvider.System);
        queue.Attach(Taker);
        queue.Release();
        return queue;
    }

    /// <summary>A queue whose inputs came a second apart.</summary>
    private InputQueue QueueThatNobodyFollows(BufferingOptions options, out long now)
    {
        var queue = Queue(options);
        now = Stopwatch.GetTimestamp();
        for (var input = 0; input < 20; input++, now += Stopwatch.Frequency)
        {
            queue.Add(Input(now));
            Assert.NotNull(queue.TryTake(Taker, false, now + (Stopwatch.Frequency / 2), out _)); // The window is over, and the next input has not come.
            queue.Returned(static () => { });
        }

        return queue;
    }

    private static Dispatch? Take(InputQueue queue) => queue.TryTake(Taker, false, Stopwatch.GetTimestamp(), out _);

    private QueuedInput Input(InputTerms? terms = null) =>
        new(Press, terms ?? InputTerms.Default, ++_sequence, ActorRefs.Nobody) { AcceptedAt = Stopwatch.GetTimestamp() };

    private QueuedInput Input(long acceptedAt) => new(Press, InputTerms.Default, ++_sequence, ActorRefs.Nobody) { AcceptedAt = acceptedAt };

    private QueuedInput[] Batch(InputQueue queue, int size)
    {
        var content = InputBatch.Of(Enumerable.Repeat(Press, size));
        var batch = new PendingBatch(content, DispatchMode.Coalesced) { FirstSequence = _sequence + 1 };
        batch.Items = [.. content.Inputs.Select(input =>
            new QueuedInput(input, InputTerms.Default, ++_sequence, ActorRefs.Nobody) { Batch = batch, AcceptedAt = Stopwatch.GetTimestamp() })];
        queue.Add(batch);
        return batch.Items;
    }
}
