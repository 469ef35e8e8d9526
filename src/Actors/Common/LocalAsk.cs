using System.Threading.Tasks.Sources;
using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace ActorInput.Actors.Common;

/// <summary>
/// One ask: the sender of its message, and the wait for the answer. The first of an answer, a timeout and a cancellation ends it; what comes later is
/// ignored. Its end counts as its stop for actors that watch it.
/// </summary>
/// <param name="actor">Who is asked.</param>
/// <param name="list">The list that it is in; null when it has no timeout.</param>
/// <param name="dueAt">When its time is over, a timestamp.</param>
internal sealed class LocalAsk(IActorRef actor, LocalAskList? list, long dueAt) : MinimalActorRef, IValueTaskSource<object?>
{
    private static long _numbers;
    private ManualResetValueTaskSourceCore<object?> _answer = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;
    private ActorPath? _path;
    private SenderWatchers? _watchers; // Made on demand: few askers are watched.
    private int _ended;

    /// <summary>When its time is over, a timestamp.</summary>
    public long DueAt => dueAt;

    /// <summary>Its neighbour in the list, which uses this under its lock.</summary>
    public LocalAsk? Previous { get; set; }

    /// <inheritdoc cref="Previous"/>
    public LocalAsk? Next { get; set; }

    /// <inheritdoc/>
    public override IActorRefProvider Provider => ((IInternalActorRef)actor).Provider;

    /// <summary>Made on demand: it is for logs and comparisons only.</summary>
    public override ActorPath Path
    {
        get
        {
            if (_path is null)
                Interlocked.CompareExchange(ref _path, Provider.RootPath / "ask" / $"{Interlocked.Increment(ref _numbers)}", comparand: null);
            return _path;
        }
    }

    /// <summary>Sends the message and gives the wait for its answer.</summary>
    public ValueTask<object?> Send(object message, CancellationToken cancellation)
    {
        var wait = new ValueTask<object?>(this, _answer.Version);
        if (cancellation.CanBeCanceled)
            _cancellation = cancellation.UnsafeRegister(static (state, token) => ((LocalAsk)state!).Cancel(token), this);
        actor.Tell(message, this);
        return wait;
    }

    /// <inheritdoc/>
    public override void SendSystemMessage(ISystemMessage message)
    {
        if (message is Watch watch)
        {
            var watchers = LazyInitializer.EnsureInitialized(ref _watchers);
            watchers.Add(this, watch.Watcher);
            if (Volatile.Read(ref _ended) != 0)
                watchers.Gone(this);
        }
        else if (message is Unwatch unwatch)
        {
            _watchers?.Remove(unwatch.Watcher);
        }
    }

    /// <summary>No answer came in time.</summary>
    public void TimeOut()
    {
        if (End())
            _answer.SetResult(null);
    }

    /// <inheritdoc/>
    public object? GetResult(short token)
    {
        // Not in End: the cancellation's own callback would wait for itself there.
        _cancellation.Dispose();
        return _answer.GetResult(token);
    }

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _answer.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef sender)
    {
        if (End())
            _answer.SetResult(message);
    }

    private void Cancel(CancellationToken token)
    {
        if (End())
            _answer.SetException(new OperationCanceledException(token));
    }

    private bool End()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return false;
        list?.Remove(this);
        Volatile.Read(ref _watchers)?.Gone(this);
        return true;
    }
}
