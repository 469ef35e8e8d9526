using System.Diagnostics;
using ActorInput.Actors.Inputs;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Inputs;

public sealed class WindowTimerTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Arm_Window_IsCalledNotBeforeItsTime()
    {
        using var timer = new WindowTimer(TimeProvider.System);
        var called = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var due = After(5);
        timer.Arm(new Window(() => called.TrySetResult(Stopwatch.GetTimestamp())), due);
        Assert.True(await called.Task.WaitAsync(Bound) >= due);
    }

    [Fact]
    public async Task Arm_EarlierThanWhatIsAwaited_DoesNotWaitForIt()
    {
        using var timer = new WindowTimer(TimeProvider.System);
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        timer.Arm(new Window(() => { }), After(3_600_000));
        timer.Arm(new Window(() => called.TrySetResult()), After(5));
        await called.Task.WaitAsync(Bound);
    }

    [Fact]
    public async Task Disarm_Window_IsNotCalled()
    {
        using var timer = new WindowTimer(TimeProvider.System);
        var calls = 0;
        var disarmed = new Window(() => Interlocked.Increment(ref calls));
        var later = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        timer.Arm(new Window(() =>
        {
            // Both run on the timer's own thread, so no window can end between them.
            timer.Arm(disarmed, After(1));
            disarmed.Disarm();
            timer.Arm(new Window(later.SetResult), After(5));
        }), After(1));
        await later.Task.WaitAsync(Bound);
        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task Arm_AgainForLater_IsCalledOnceAtTheLaterTime()
    {
        using var timer = new WindowTimer(TimeProvider.System);
        var called = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var window = new Window(() => called.TrySetResult(Stopwatch.GetTimestamp()));
        timer.Arm(window, After(2));
        var later = After(20);
        timer.Arm(window, later);
        Assert.True(await called.Task.WaitAsync(Bound) >= later);
    }

    [Fact]
    public void Arm_ClockOfATest_IsCalledWhenThatClockSaysSo()
    {
        var time = new FakeTimeProvider();
        using var timer = new WindowTimer(time);
        var calls = new List<string>();
        timer.Arm(Named("second"), time.GetTimestamp() + Ticks(3));
        timer.Arm(Named("first"), time.GetTimestamp() + Ticks(2));
        var disarmed = Named("disarmed");
        timer.Arm(disarmed, time.GetTimestamp() + Ticks(1));
        disarmed.Disarm();
        var later = Named("later");
        timer.Arm(later, time.GetTimestamp() + Ticks(1));
        timer.Arm(later, time.GetTimestamp() + Ticks(10));

        time.Advance(TimeSpan.FromMilliseconds(2) - TimeSpan.FromTicks(1));
        Assert.Empty(calls);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["first"], calls);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["first", "second"], calls);
        time.Advance(TimeSpan.FromMilliseconds(6));
        Assert.Equal(2, calls.Count);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["first", "second", "later"], calls);

        Window Named(string name) => new(() => calls.Add(name));

        long Ticks(int milliseconds) => milliseconds * time.TimestampFrequency / 1000;
    }

    [Fact]
    public void Arm_ClockOfATestAndTimePassed_IsCalledWithTheNextTickAndNotFromWithin()
    {
        var time = new FakeTimeProvider();
        using var timer = new WindowTimer(time);
        var calls = 0;
        timer.Arm(new Window(() => calls++), time.GetTimestamp() - 1);
        Assert.Equal(0, calls);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, calls);
    }

    private static long After(int milliseconds) => Stopwatch.GetTimestamp() + (milliseconds * Stopwatch.Frequency / 1000);
}
