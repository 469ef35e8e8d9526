using ActorInput.Actors.Sessions;
using Akka.Actor;

namespace ActorInput.Actors.Inputs;

/// <summary>Opening a session ended.</summary>
/// <param name="SessionNumber">Which session.</param>
/// <param name="Result">How it ended.</param>
internal sealed record SessionOpened(int SessionNumber, SessionResult<SessionInfo> Result) : INoSerializationVerificationNeeded
{
    /// <summary>The inputs with ids that the server remembers of the game.</summary>
    public RecentInput[] Recent { get; init; } = [];
}
