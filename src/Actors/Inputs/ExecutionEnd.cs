using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Inputs;

/// <summary>How far an execution came, as its dispatcher knows.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Verdicts">One per input; for inputs that were not sent, it says so.</param>
/// <param name="Failure">Why it did not succeed; null when it did.</param>
internal sealed record ExecutionEnd(ExecutionStatus Status, Verdict[] Verdicts, SessionFailure? Failure)
{
    /// <summary>What was observed; null when nothing was asked for or the execution ended before.</summary>
    public BatchObservations? Observations { get; init; }

    /// <summary>The result of its start.</summary>
    public StartFate Start { get; init; }

    /// <summary>True when its start failed or it never began: nothing was pressed.</summary>
    public bool NeverBegan { get; init; }
}
