using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>
/// The pool failed: no emulator was free, no answer came, or the request breaks a rule. The result of an input is never an exception; it is in the
/// input's reply.
/// </summary>
/// <param name="code">Why, for programs.</param>
/// <param name="detail">Why and what to do, for people.</param>
public sealed class EmulatorPoolException(ReplyCode code, string detail) : Exception(detail)
{
    /// <summary>Why, for programs.</summary>
    public ReplyCode Code { get; } = code;
}
