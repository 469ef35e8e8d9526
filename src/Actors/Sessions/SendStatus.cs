namespace ActorInput.Actors.Sessions;

/// <summary>What is known after a request with inputs.</summary>
public enum SendStatus
{
    /// <summary>The server answered: <see cref="SendTicket.Applied"/> says how much of each input was applied.</summary>
    Answered,

    /// <summary>
    /// The request, or the rest of it, certainly did not reach the game: there was no connection, or the server refused it before any press. Inputs
    /// that <see cref="SendTicket.Applied"/> does not count may be sent again; with <see cref="Contracts.Replies.ReplyCode.ServerUnreachable"/> none
    /// was applied.
    /// </summary>
    NotSent,

    /// <summary>
    /// It is unknown whether it was applied. <see cref="IEmulatorSession.ResolveAsync"/> must find that out before anything else is sent.
    /// </summary>
    Unanswered,
}
