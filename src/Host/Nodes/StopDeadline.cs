using System.Diagnostics;

namespace ActorInput.Host.Nodes;

/// <summary>The last resort of a stop that does not come to an end: the process is killed, and its emulator servers end with it.</summary>
internal sealed class StopDeadline : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4.6);
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _registration;

    private StopDeadline(IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _timer = time.CreateTimer(static _ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = lifetime.ApplicationStopping.Register(() => _timer.Change(Deadline, Timeout.InfiniteTimeSpan));
    }

    public static StopDeadline Watch(IHostApplicationLifetime lifetime, TimeProvider time) => new(lifetime, time);

    public void Dispose()
    {
        _registration.Dispose();
        _timer.Dispose();
    }

    private static void End()
    {
        Console.Error.WriteLine("The node did not stop in time; it ends now.");
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
