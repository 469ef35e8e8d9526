using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Games;

/// <inheritdoc cref="IGameRunner"/>
/// <remarks>
/// While there is work, the runner is in exactly one place: in the workers' queue, with one worker, or parked until a paced slice is due. So two
/// threads never use the game at once; the lock only guards the fields below.
/// </remarks>
public sealed class GameRunner : IGameRunner
{
    private readonly Lock _lock = new();
    private readonly Queue<GameJob> _waiting = new();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IGame _game;
    private readonly GameWorkers _workers;
    private readonly GamePace _pace;
    private readonly TimeProvider _time;
    private readonly ITimer _due;
    private GameJob? _running;
    private bool _active;
    private bool _parked;
    private bool _disposed;
    private long _framesRun;
    private long _progressAt;

    /// <summary>Makes a runner that owns the game.</summary>
    /// <param name="game">The game; nobody else may call it from now on.</param>
    /// <param name="workers">The threads to run on; they must outlive the runner.</param>
    /// <param name="speed">The pace of presses.</param>
    /// <param name="time">The clock of pacing and of <see cref="BusyFor"/>.</param>
    public GameRunner(IGame game, GameWorkers workers, GameSpeed speed, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(game);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentNullException.ThrowIfNull(time);
        _game = game;
        _workers = workers;
        _pace = GamePace.Of(speed);
        _time = time;
        _framesRun = game.FramesRun;
        _due = time.CreateTimer(static runner => ((GameRunner)runner!).Unpark(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public long FramesRun => Volatile.Read(ref _framesRun);

    /// <inheritdoc/>
    public bool IsBusy => Volatile.Read(ref _active);

    /// <inheritdoc/>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <inheritdoc/>
    public TimeSpan? BusyFor => IsBusy ? _time.GetElapsedTime(Volatile.Read(ref _progressAt)) : null;

    /// <inheritdoc/>
    public Task<T> RunAsync<T>(Func<IGame, T> job, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Enqueue(new FunctionTask<T>(job, cancellation));
    }

    /// <inheritdoc/>
    public Task<T> PressAsync<T>(
        IReadOnlyList<InputSequence> inputs, PressTiming timing, Func<IGame, T> observe, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(observe);
        if (timing.Hold < 1 || timing.Wait < 0)
            throw new ArgumentOutOfRangeException(nameof(timing), timing, "A press is held for at least 1 frame and waits for at least 0.");
        return Enqueue(new PressTask<T>(inputs, timing, observe, _pace, _time, cancellation));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var idle = false;
        var post = false;
        lock (_lock)
        {
            if (!_disposed)
            {
                _disposed = true;
                idle = !_active;
                post = _parked;
                _parked = false;
            }
        }

        if (idle)
            Release();
        else if (post)
            _workers.Post(this);
        await _released.Task;
    }

    /// <summary>One slice of one job, on a worker.</summary>
    /// <returns>Whether there is more to do now; the worker then gives the runner another turn.</returns>
    internal bool TakeTurn()
    {
        if (NextJob() is not { } job)
            return false;
        var due = job.TakeTurn(_game);
        Volatile.Write(ref _framesRun, _game.FramesRun);
        Volatile.Write(ref _progressAt, _time.GetTimestamp());

        bool again;
        lock (_lock)
        {
            if (due is null)
                _running = null;
            // A disposed runner takes one more turn: NextJob then releases everything.
            again = _running is not null || _waiting.Count > 0 || _disposed;
            _active = again;
            _parked = again && !_disposed && due > TimeSpan.Zero;
            if (_parked)
                again = false;
        }

        if (due is null)
            job.Publish();
        if (!again && due > TimeSpan.Zero)
            _due.Change(due.Value, Timeout.InfiniteTimeSpan);
        return again;
    }

    private Task<T> Enqueue<T>(GameTask<T> job)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _waiting.Enqueue(job);
            if (_active)
                return job.Task;
            Volatile.Write(ref _progressAt, _time.GetTimestamp());
            _active = true;
        }

        _workers.Post(this);
        return job.Task;
    }

    private GameJob? NextJob()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                if (_running is not null)
                    return _running;
                while (_waiting.TryDequeue(out var job))
                {
                    if (job.TryBegin())
                        return _running = job;
                }

                _active = false;
                return null;
            }
        }

        Release();
        return null;
    }

    private void Unpark()
    {
        lock (_lock)
        {
            // The timer may fire late, after disposal has fetched the runner.
            if (!_parked)
                return;
            _parked = false;
        }

        _workers.Post(this);
    }

    /// <summary>Ends the runner: nobody uses the game and nobody can enqueue any more.</summary>
    private void Release()
    {
        _running?.Abandon();
        while (_waiting.TryDequeue(out var job))
            job.Abandon();
        _due.Dispose();
        Volatile.Write(ref _active, false);
        try
        {
            _game.Dispose();
            _released.TrySetResult();
        }
        catch (Exception failure)
        {
            _released.TrySetException(failure);
        }
    }
}
