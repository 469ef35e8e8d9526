namespace ActorInput.Actors.Sessions;

/// <summary>What is known after a request with inputs.</summary>
public enum SendStatus
{
    /// <summary>The server answered: <see cref="SendTicket.Applied"/> says how much of each input was applied.</summary>
    Answered,

    /// <summary>
    /// The request surely did not reach the game (no connection, or refused by a rule that precedes every press), as
    /// <see cref="SendTicket.Applied"/> says. What it does not count may be sent again; all of it where the failure is
    /// <see cref="Contracts.Replies.ReplyCode.ServerUnreachable"/>.
    /// </summary>
    NotSent,

    /// <summary>Whether it was applied must be found out by <see cref="IEmulatorSession.ResolveAsync"/> before anything else is sent.</summary>
    Unanswered,
}
