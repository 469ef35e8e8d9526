using System.Runtime.InteropServices;

namespace ActorInput.Host.Nodes;

/// <summary>Turns Ctrl-C and SIGTERM into a token, so that what is open is closed before the process ends.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly CancellationTokenRegistration _registration;

    private StopSignal(bool ignoreInterrupt, CancellationToken also)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(also);
        _registration = _source.Token.Register(() => _requested.TrySetResult());
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, ignoreInterrupt ? Ignore : Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>Cancelled when the process is to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Completes when the process is to end.</summary>
    public Task Requested => _requested.Task;

    /// <param name="ignoreInterrupt">
    /// For a process that ends with its starter: Ctrl-C on a terminal reaches both, and the starter still needs this one for a moment.
    /// </param>
    /// <param name="also">Asks for the end, too.</param>
    public static StopSignal Listen(bool ignoreInterrupt, CancellationToken also) => new(ignoreInterrupt, also);

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _registration.Dispose();
        _source.Dispose();
    }

    private static void Ignore(PosixSignalContext context) => context.Cancel = true;

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _source.Cancel();
    }
}
