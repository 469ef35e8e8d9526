using ActorInput.Actors.Sessions;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>Opening a session ended.</summary>
/// <param name="SessionNumber">The session's number.</param>
/// <param name="Result">The open session, or why there is none.</param>
internal sealed record SessionOpened(int SessionNumber, SessionResult<IEmulatorSession> Result) : INoSerializationVerificationNeeded
{
    /// <summary>The inputs with ids that the server remembers of the game.</summary>
    public RecentInput[] Recent { get; init; } = [];
}
