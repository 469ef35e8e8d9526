using ActorInput.Actors.Sessions;

namespace ActorInput.Actors.Inputs;

/// <summary>The result of one input in one request.</summary>
/// <param name="Kind">What is known about it.</param>
/// <param name="Applied">Steps that were applied.</param>
/// <param name="Failure">Why not all were, if something failed.</param>
internal readonly record struct Verdict(VerdictKind Kind, int Applied, SessionFailure? Failure)
{
    /// <summary>For a write that was applied: the hash of the state just after it, if the server tells.</summary>
    public string? StateHash { get; init; }
}
