using ActorInput.Actors.Sessions;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>A dispatch has its result. Sent by the <see cref="InputDispatcher"/> to its actor; never leaves the node.</summary>
/// <param name="SessionNumber">The number of the session that it belongs to: a result of an earlier session says nothing about the present one.</param>
/// <param name="Dispatch">The dispatch.</param>
/// <param name="Verdicts">One per input, in order; empty for a command.</param>
internal sealed record DispatchDone(int SessionNumber, Dispatch Dispatch, Verdict[] Verdicts) : INoSerializationVerificationNeeded
{
    /// <summary>The answer to a command; null when it has one already, or will get it from another.</summary>
    public object? Answer { get; init; }

    /// <summary>How an execution ended; null for everything else, and for an execution that was not started.</summary>
    public ExecutionEnd? Execution { get; init; }

    /// <summary>The number of its inputs that certainly went as they should, or as far as they could.</summary>
    public int Good => (Execution?.Verdicts ?? Verdicts).Count(static verdict => verdict.Kind == VerdictKind.Known);

    /// <summary>What went wrong; null when nothing did.</summary>
    public SessionFailure? Failure { get; init; }

    /// <summary>True when the session cannot be used any more, and another slot or a new session is needed.</summary>
    public bool SessionLost { get; init; }

    /// <summary>True when the dialect describes the game once for all inputs.</summary>
    public bool SharesState { get; init; }

    /// <summary>The queue was put on hold: the actor decides and releases it.</summary>
    public bool Held => Failure is not null;
}
