using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ActorInput.Faults.Timing;

/// <summary>
/// Waits that end within some tens of microseconds of their time. .NET's timers have a resolution of a millisecond, so a service time of 2.5 ms would
/// be 2.5 to 3.7 ms. One thread sleeps until just before the next due time and spins for the rest. Spinning costs at most
/// <see cref="SpinNanoseconds"/> of a core for each wait, which is acceptable in a test server only. Nothing runs while nothing waits. A wait that is
/// shorter than earlier ones may be noticed one sleep (<see cref="NapNanoseconds"/>) late.
/// </summary>
internal sealed partial class PreciseTimer : IDisposable
{
    private const long SpinNanoseconds = 120_000;
    private const long NapNanoseconds = 1_000_000;
    private const long CoarseNanoseconds = 3_000_000;

    private readonly object _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiting = new();
    private Thread? _thread;
    private bool _isDisposed;

    public static long Now => Stopwatch.GetTimestamp();

    public static long After(long timestamp, double milliseconds) => timestamp + (long)(milliseconds * Stopwatch.Frequency / 1_000);

    /// <summary>Completes at the timestamp; at once if that has passed. Cancelled when the timer is disposed.</summary>
    public Task WaitUntilAsync(long timestamp)
    {
        if (timestamp <= Now)
            return Task.CompletedTask;
        // Continuations run on other threads; otherwise a request's next work would delay other waits.
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_isDisposed)
                return Task.FromCanceled(new CancellationToken(canceled: true));
            _waiting.Enqueue(waiter, timestamp);
            if (_thread is null)
                StartThread();
            else if (_waiting.Peek() == waiter)
                Monitor.Pulse(_lock);
        }

        return waiter.Task;
    }

    public Task WaitAsync(double milliseconds) => WaitUntilAsync(After(Now, milliseconds));

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            while (_waiting.TryDequeue(out var waiter, out _))
                waiter.TrySetCanceled();
            Monitor.Pulse(_lock);
        }
    }

    private void StartThread()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "precise timer", Priority = ThreadPriority.Highest };
        _thread.Start();
    }

    private void Run()
    {
        while (true)
        {
            TaskCompletionSource? due = null;
            long left = 0;
            lock (_lock)
            {
                if (_isDisposed)
                    return;
                if (!_waiting.TryPeek(out _, out var timestamp))
                {
                    Monitor.Wait(_lock);
                    continue;
                }

                left = (timestamp - Now) * (1_000_000_000 / Stopwatch.Frequency);
                if (left <= 0)
                {
                    due = _waiting.Dequeue();
                }
                else if (left > CoarseNanoseconds)
                {
                    Monitor.Wait(_lock, (int)((left - CoarseNanoseconds) / 1_000_000) + 1);
                    continue;
                }
            }

            if (due is not null)
                due.TrySetResult();
            else
                Nap(left);
        }
    }

    private static void Nap(long nanoseconds)
    {
        if (nanoseconds > SpinNanoseconds && OperatingSystem.IsLinux())
        {
            var time = new TimeSpec { Nanoseconds = (nint)Math.Min(nanoseconds - SpinNanoseconds, NapNanoseconds) };
            // A signal that ends it early costs one more turn of the loop.
            _ = NanoSleep(in time, 0);
        }
        else
        {
            Thread.SpinWait(10);
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NanoSleep(in TimeSpec time, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
