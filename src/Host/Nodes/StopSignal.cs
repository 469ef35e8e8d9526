using System.Runtime.InteropServices;

namespace ActorInput.Host.Nodes;

/// <summary>Turns the signals that ask a process to end into a token, so that what is open is closed first.</summary>
internal sealed class StopSignal : IDisposable
{
    /// <summary>Ctrl-C, <c>kill</c> and service managers, Ctrl-\, and the end of the terminal.</summary>
    public static IReadOnlyList<PosixSignal> All { get; } = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _source;
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PosixSignalRegistration> _signals;
    private readonly CancellationTokenRegistration _registration;

    private StopSignal(bool leaveToStarter, CancellationToken also)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(also);
        _registration = _source.Token.Register(() => _requested.TrySetResult());
        _signals = [.. All.Select(signal => PosixSignalRegistration.Create(signal, leaveToStarter ? Ignore : Stop))];
    }

    /// <summary>Cancelled when the process is told to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Completes when the process is told to end.</summary>
    public Task Requested => _requested.Task;

    /// <param name="leaveToStarter">
    /// For a process that ends with its starter: a terminal, <c>timeout</c> or a service manager signals both at once, and the starter still needs
    /// this one for a moment, to save its games.
    /// </param>
    /// <param name="also">Another token that asks for the end.</param>
    public static StopSignal Listen(bool leaveToStarter, CancellationToken also) => new(leaveToStarter, also);

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
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
