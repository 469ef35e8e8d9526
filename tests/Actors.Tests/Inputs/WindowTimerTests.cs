using System.Diagnostics;
using ActorInput.Actors.Inputs;

namespace ActorInput.Actors.Tests.Inputs;

public sealed class WindowTimerTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Arm_Window_IsCalledNotBeforeItsTime()
    {
        using var timer = new WindowTimer();
        var called = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var due = After(5);
        timer.Arm(new Window(() => called.TrySetResult(Stopwatch.GetTimestamp())), due);
        Assert.True(await called.Task.WaitAsync(Bound) >= due);
    }

    [Fact]
    public async Task Arm_EarlierThanWhatIsAwaited_DoesNotWaitForIt()
    {
        using var timer = new WindowTimer();
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        timer.Arm(new Window(() => { }), After(3_600_000));
        timer.Arm(new Window(() => called.TrySetResult()), After(5));
        await called.Task.WaitAsync(Bound);
    }

    [Fact]
    public async Task Disarm_Window_IsNotCalled()
    {
        using var timer = new WindowTimer();
        var calls = 0;
        var disarmed = new Window(() => Interlocked.Increment(ref calls));
        var later = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        timer.Arm(new Window(() =>
        {
            // On the timer's own thread, which therefore cannot be at the window between the two.
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
        using var timer = new WindowTimer();
        var called = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var window = new Window(() => called.TrySetResult(Stopwatch.GetTimestamp()));
        timer.Arm(window, After(2));
        var later = After(20);
        timer.Arm(window, later);
        Assert.True(await called.Task.WaitAsync(Bound) >= later);
    }

    private static long After(int milliseconds) => Stopwatch.GetTimestamp() + (milliseconds * Stopwatch.Frequency / 1000);
}
