using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Sessions;

/// <summary>Why an emulator server did not do what it was asked.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Detail">For people: what was asked, of which address, and what came back.</param>
public sealed record SessionFailure(ReplyCode Code, string Detail)
{
    /// <summary>Whether the server, its game or this owner's hold on it is gone; another failure leaves the session as good as it was.</summary>
    internal bool EndsSession => Code is ReplyCode.ServerUnreachable or ReplyCode.StaleEpoch or ReplyCode.SessionEnded;
}
