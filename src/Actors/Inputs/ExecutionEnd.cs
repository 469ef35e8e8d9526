using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Inputs;

/// <summary>How far an execution came, as the one who ran it knows.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Verdicts">One per input; of those that were not sent, that they were not.</param>
/// <param name="Failure">Why it did not succeed; null when it did.</param>
internal sealed record ExecutionEnd(ExecutionStatus Status, Verdict[] Verdicts, SessionFailure? Failure)
{
    /// <summary>What was seen; null when nothing was asked for or it did not come to that.</summary>
    public BatchObservations? Observations { get; init; }

    /// <summary>What became of its start.</summary>
    public StartFate Start { get; init; }

    /// <summary>True when its start failed or it never began: nothing was pressed.</summary>
    public bool NeverBegan { get; init; }
}
