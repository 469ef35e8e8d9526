using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Sessions;

/// <summary>Why an emulator server did not do what was asked of it.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Detail">For people: what was asked, of which address, and what came back.</param>
public sealed record SessionFailure(ReplyCode Code, string Detail)
{
    /// <summary>
    /// Whether the session can no longer be used: the server or its game is gone, another owner has the game, or the node has lost touch with the
    /// cluster. After any other failure the session can still be used.
    /// </summary>
    internal bool EndsSession => Code is ReplyCode.ServerUnreachable or ReplyCode.NodeUnreachable or ReplyCode.StaleEpoch or ReplyCode.SessionEnded;
}
