using System.Diagnostics;
using System.Runtime.InteropServices;
using ActorInput.Actors.Hosting;

namespace ActorInput.Host.Nodes;

/// <summary>
/// Stops the node on Ctrl-C, SIGTERM and the end of its terminal, and makes sure that the stop ends: after 4.6 s, or 25 s when there are other nodes to hand emulators over to, the process is
/// killed, and its emulator servers end with it. The clock starts with the signal, before any handler runs, because a handler may block: a shard region that has not yet joined, or still gets
/// inputs, takes 10 s to give up (measured).
/// </summary>
internal sealed class NodeLifetime(IHostApplicationLifetime application, NodePeers peers, TimeProvider time) : IHostLifetime, IDisposable
{
    private static readonly TimeSpan DeadlineAlone = TimeSpan.FromSeconds(4.6);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(25);
    private readonly List<IDisposable> _open = [];
    private ITimer? _deadline;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in StopSignal.All)
            _open.Add(PosixSignalRegistration.Create(signal, Stop));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _open.ForEach(open => open.Dispose());

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        // Never disposed: it must last until the process has ended.
        _deadline ??= time.CreateTimer(static _ => End(), null, peers.Any ? Deadline : DeadlineAlone, Timeout.InfiniteTimeSpan);
        ThreadPool.UnsafeQueueUserWorkItem(static lifetime => lifetime.StopApplication(), application, preferLocal: false);
    }

    private static void End()
    {
        Console.Error.WriteLine("The node did not stop in time; it ends now.");
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
