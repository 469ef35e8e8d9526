using Akka.Actor;

namespace ActorInput.Actors.Common;

/// <summary>
/// Asks actors of this node. It does what Akka's <c>Ask</c> does, with less memory: an asker is one object, without a registered path, a task or a timer of
/// its own. One timer ends all waits that are over.
/// </summary>
/// <remarks>The asker cannot be found by its path, so the message must not be sent on to another process with the asker as its sender.</remarks>
internal sealed class LocalAsks
{
    /// <summary>A wait ends at most this much later than its timeout says.</summary>
    public static readonly TimeSpan Precision = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time;
    private readonly LocalAskList[] _lists = CreateLists();
    private readonly ITimer _timer;
    private int _isTicking;

    /// <param name="time">The clock of timeouts.</param>
    public LocalAsks(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((LocalAsks)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks an actor. The message leaves before the call returns.</summary>
    /// <param name="actor">Who is asked, an actor of this node.</param>
    /// <param name="message">What it is asked.</param>
    /// <param name="timeout">How long the answer may take; infinite: no limit.</param>
    /// <param name="cancellation">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The first answer; null when none came in time. To be awaited once.</returns>
    public ValueTask<object?> AskAsync(IActorRef actor, object message, TimeSpan timeout, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (timeout == Timeout.InfiniteTimeSpan)
            return new LocalAsk(actor, null, long.MaxValue).Send(message, cancellation);
        var list = _lists[Environment.CurrentManagedThreadId % _lists.Length];
        var ask = new LocalAsk(actor, list, _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency));
        list.Add(ask);
        StartTicking();
        return ask.Send(message, cancellation);
    }

    /// <summary>
    /// Asks the actor that is registered under a key. What goes to the router is asked as above; everything else by Akka's <c>Ask</c>, because it may
    /// leave this node with the asker as its sender.
    /// </summary>
    /// <inheritdoc cref="AskAsync(IActorRef, object, TimeSpan, CancellationToken)"/>
    public ValueTask<object?> AskAsync<TKey>(IActorRef actor, object message, TimeSpan timeout, CancellationToken cancellation)
    {
        return typeof(TKey) == typeof(EmulatorRouter) ? AskAsync(actor, message, timeout, cancellation) : AskByAkkaAsync();

        async ValueTask<object?> AskByAkkaAsync()
        {
            try
            {
                return await actor.Ask<object>(message, timeout, cancellation);
            }
            catch (AskTimeoutException)
            {
                return null;
            }
        }
    }

    private void StartTicking()
    {
        if (Volatile.Read(ref _isTicking) == 0 && Interlocked.Exchange(ref _isTicking, 1) == 0)
            _timer.Change(Precision, Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        var now = _time.GetTimestamp();
        foreach (var list in _lists)
            list.EndOverdue(now);
        // An ask that is added from now on starts the timer itself; one that was added before is seen here.
        Interlocked.Exchange(ref _isTicking, 0);
        if (Array.Exists(_lists, static list => !list.IsEmpty))
            StartTicking();
    }

    private static LocalAskList[] CreateLists()
    {
        var lists = new LocalAskList[Math.Min(Environment.ProcessorCount, 16)];
        for (var i = 0; i < lists.Length; i++)
            lists[i] = new LocalAskList();
        return lists;
    }
}
