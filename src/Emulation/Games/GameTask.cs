namespace ActorInput.Emulation.Games;

/// <summary>A job with a result.</summary>
internal abstract class GameTask<T> : GameJob
{
    private const int WaitingState = 0;
    private const int BegunState = 1;
    private const int CancelledState = 2;

    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private T? _result;
    private Exception? _failure;
    private int _state;

    protected GameTask(CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _registration = cancellation.UnsafeRegister(static job => ((GameTask<T>)job!).CancelIfWaiting(), this);
    }

    public Task<T> Task => _completion.Task;

    public override bool TryBegin()
    {
        _registration.Unregister();
        return Interlocked.CompareExchange(ref _state, BegunState, WaitingState) == WaitingState;
    }

    public override TimeSpan? TakeTurn(IGame game)
    {
        try
        {
            var due = Advance(game, out var result);
            if (due is null)
                _result = result;
            return due;
        }
        catch (Exception failure)
        {
            _failure = failure;
            return null;
        }
    }

    public override void Publish()
    {
        if (_failure is null)
            _completion.TrySetResult(_result!);
        else
            _completion.TrySetException(_failure);
    }

    public override void Abandon()
    {
        _registration.Unregister();
        _completion.TrySetException(new ObjectDisposedException(nameof(GameRunner), "The game was stopped before the job was over."));
    }

    /// <summary>Does a slice; null with the result when that was the last.</summary>
    protected abstract TimeSpan? Advance(IGame game, out T? result);

    private void CancelIfWaiting()
    {
        if (Interlocked.CompareExchange(ref _state, CancelledState, WaitingState) == WaitingState)
            _completion.TrySetCanceled(_cancellation);
    }
}
