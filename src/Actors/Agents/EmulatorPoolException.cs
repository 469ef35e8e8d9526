using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>
/// The pool could not do it: no emulator was free, nobody answered, the request breaks a rule. What became of an input is never told this way,
/// but by its reply.
/// </summary>
/// <param name="code">Why, for programs.</param>
/// <param name="detail">Why and what to do, for people.</param>
public sealed class EmulatorPoolException(ReplyCode code, string detail) : Exception(detail)
{
    /// <summary>Why, for programs.</summary>
    public ReplyCode Code { get; } = code;
}
