namespace ActorInput.Actors.Sessions.Http;

/// <summary>Why a request has no answer.</summary>
internal enum ExchangeFault
{
    /// <summary>It has an answer, which was read whole.</summary>
    None,

    /// <summary>No byte of the request's body left this machine, so no server can have acted on it. Usually there was no connection.</summary>
    NotStarted,

    /// <summary>There was no answer in time.</summary>
    TimedOut,

    /// <summary>The connection ended before the answer was whole.</summary>
    Broken,

    /// <summary>The answer is larger than the limit.</summary>
    TooLarge,
}
