using ActorInput.Actors.Sessions;
using Akka.Actor;

namespace ActorInput.Actors.Pool;

/// <summary>What an <see cref="EmulatorServerActor"/> tells its pool supervisor.</summary>
internal static class ServerMessages
{
    /// <summary>The process runs and its games can be played.</summary>
    /// <param name="Server">The server's number.</param>
    /// <param name="Games">Addresses of the games, in the order of the slots.</param>
    internal sealed record ServerReady(int Server, IReadOnlyList<Uri> Games) : INoSerializationVerificationNeeded;

    /// <summary>Sent to the server's actor: if the process waits for its next start, it starts now, and its failures are forgotten.</summary>
    internal sealed record StartNow : INoSerializationVerificationNeeded
    {
        public static readonly StartNow Instance = new();
    }

    /// <summary>The process ended, or the node ended it because it hung or did not start. It is being restarted.</summary>
    /// <param name="Server">The server's number.</param>
    /// <param name="Failure">The failure.</param>
    internal sealed record ServerFailed(int Server, SessionFailure Failure) : INoSerializationVerificationNeeded;
}
