using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Sessions;

/// <summary>Why an emulator server did not do what it was asked.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Detail">For people: what was asked, of which address, and what came back.</param>
public sealed record SessionFailure(ReplyCode Code, string Detail)
{
    /// <summary>
    /// Whether the session is of no use any more: the server, its game or this owner's hold on it is gone, or the node has lost touch with the
    /// cluster. After any other failure the session is as good as it was.
    /// </summary>
    internal bool EndsSession => Code is ReplyCode.ServerUnreachable or ReplyCode.NodeUnreachable or ReplyCode.StaleEpoch or ReplyCode.SessionEnded;
}
