using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// An accepted execution: start, inputs and observations in one piece, with no input of others in between. The dispatcher checks between two inputs
/// whether it must stop.
/// </summary>
internal sealed class QueuedExecution(RunBatch run, IActorRef replyTo) : QueuedCommand(run, replyTo)
{
    private volatile int _stop = (int)ExecutionStatus.Succeeded;

    public RunBatch Run { get; } = run;

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Its inputs in order. They are never in the queue themselves.</summary>
    public required QueuedInput[] Items { get; init; }

    /// <summary>About how many frames its inputs take.</summary>
    public long Frames => Items.Sum(static item => item.Frames);

    /// <summary>The reason why it was stopped; null if its status says enough.</summary>
    public SessionFailure? StopFailure { get; private set; }

    /// <summary>Tells it to stop before the next input. The first reason counts.</summary>
    public void Stop(ExecutionStatus reason, SessionFailure? why = null)
    {
        if (reason != ExecutionStatus.Succeeded && _stop == (int)ExecutionStatus.Succeeded)
            StopFailure ??= why;
        Interlocked.CompareExchange(ref _stop, (int)reason, (int)ExecutionStatus.Succeeded);
    }

    /// <summary>Why it must stop now; null when it may go on.</summary>
    public ExecutionStatus? StopReason(long now, TimeProvider time)
    {
        if (Run.Timeout is { } timeout && time.GetElapsedTime(AcceptedAt, now) >= timeout)
            Stop(ExecutionStatus.TimedOut);
        var reason = (ExecutionStatus)_stop;
        return reason == ExecutionStatus.Succeeded ? null : reason;
    }

    /// <summary>True once it has waited longer than its deadline.</summary>
    public bool IsExpired(long now, TimeProvider time) => Run.Terms.Deadline is { } deadline && time.GetElapsedTime(AcceptedAt, now) >= deadline;
}
