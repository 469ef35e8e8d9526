namespace ActorInput.Actors.Sessions.Http;

/// <summary>Why a request has no answer.</summary>
internal enum ExchangeFault
{
    /// <summary>It has one, read whole.</summary>
    None,

    /// <summary>No byte of the request's body left this machine, so nobody can have acted on it: mostly there was no connection.</summary>
    NotStarted,

    /// <summary>There was none in time.</summary>
    TimedOut,

    /// <summary>The connection ended before the answer was whole.</summary>
    Broken,

    /// <summary>It is larger than what is read.</summary>
    TooLarge,
}
