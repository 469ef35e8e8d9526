using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// Closes the windows of all buffering stages of a node, to about a tenth of a millisecond: the scheduler of the actor system ticks at 10 ms.
/// Its one thread sleeps while no window is armed.
/// </summary>
/// <remarks>
/// <para>
/// The thread waits on its semaphore in whole milliseconds, so that an earlier window can wake it, and the rest of the last millisecond with
/// nanosleep(2), which the runtime does not offer; without nanosleep (Windows) that rest is spun.
/// </para>
/// <para>A clock other than the system's has no thread: windows close when its own timer says so.</para>
/// </remarks>
/// <param name="time">The clock to whose timestamps windows are armed.</param>
internal sealed partial class WindowTimer(TimeProvider time) : IDisposable
{
#pragma warning disable RS0030 // The thread sleeps by the machine's own counter: it is started for no other clock.
    private static readonly double TicksPerMillisecond = Stopwatch.Frequency / 1000.0;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _earlier = new(0, 1);
    private readonly PriorityQueue<Window, long> _windows = new();
    private ITimer? _timer; // Of a clock that is not the system's.
    private long _sleepsUntil = long.MaxValue;
    private bool _started;
    private volatile bool _disposed;

    /// <summary>
    /// Calls <see cref="Window.Due"/> at <paramref name="due"/> (a timestamp of the clock), unless the window is first armed for another time or
    /// disarmed. The call comes on the timer's thread and must be short.
    /// </summary>
    public void Arm(Window window, long due)
    {
        lock (_lock)
        {
            window.DueAt = due;
            if (window.IsQueued || _disposed)
                return; // The queued entry is checked at its old time at the latest, and then queued again for the new time.
            window.IsQueued = true;
            _windows.Enqueue(window, due);
            if (!_started)
                Start();
            if (due < _sleepsUntil)
                Wake(due);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _timer?.Dispose();
            if (_earlier.CurrentCount == 0)
                _earlier.Release();
        }
    }

    private void Start()
    {
        _started = true;
        if (time == TimeProvider.System)
            new Thread(Run) { Name = "actorinput-window-timer", IsBackground = true, Priority = ThreadPriority.AboveNormal }.Start();
        else
            _timer = time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sees to it that windows are looked at when the earliest is due. Under the lock.</summary>
    private void Wake(long due)
    {
        if (_timer is not null)
            SleepUntil(due);
        else if (_earlier.CurrentCount == 0)
            _earlier.Release();
    }

    private void Run()
    {
        while (!_disposed)
        {
            var due = FireDue();
            var wait = due == long.MaxValue ? double.PositiveInfinity : (due - Stopwatch.GetTimestamp()) / TicksPerMillisecond;
            if (wait > 1)
                _earlier.Wait(double.IsInfinity(wait) ? Timeout.Infinite : (int)Math.Min(wait, 60_000));
            else if (wait > 0)
                SleepBelowMillisecond((long)(wait * 1_000_000));
        }
    }

    /// <summary>Fires the windows that are due and returns when the next is due.</summary>
    private long FireDue()
    {
        while (true)
        {
            Window? fired = null;
            lock (_lock)
            {
                if (!_windows.TryPeek(out var window, out var at) || at > time.GetTimestamp())
                    return SleepUntil(window is null ? long.MaxValue : at);
                _windows.Dequeue();
                window.IsQueued = false;
                if (window.DueAt == Window.Disarmed)
                    continue;
                if (window.DueAt > at)
                {
                    window.IsQueued = true;
                    _windows.Enqueue(window, window.DueAt);
                    continue;
                }

                window.DueAt = Window.Disarmed;
                fired = window;
            }

            fired.Due();
        }
    }

    /// <summary>Notes when windows are looked at next. Under the lock.</summary>
    private long SleepUntil(long due)
    {
        _sleepsUntil = due;
        if (_timer is not null && due != long.MaxValue && !_disposed)
        {
            // A timer that is due already might call back at once, in the lock.
            var wait = time.GetElapsedTime(time.GetTimestamp(), due);
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan);
        }

        return due;
    }

    private static void SleepBelowMillisecond(long nanoseconds)
    {
        if (OperatingSystem.IsWindows())
        {
            var until = Stopwatch.GetTimestamp() + (long)(nanoseconds / 1_000_000.0 * TicksPerMillisecond);
            while (Stopwatch.GetTimestamp() < until)
                Thread.SpinWait(20);
            return;
        }

        var left = new TimeSpec { Seconds = 0, Nanoseconds = (nint)nanoseconds };
        _ = NanoSleep(in left, nint.Zero); // Interrupted early is harmless: the loop looks at the clock again.
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in TimeSpec duration, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
#pragma warning restore RS0030
}
