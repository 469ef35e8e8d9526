namespace ActorInput.Actors.Inputs;

/// <summary>What is known of an input after a request.</summary>
internal enum VerdictKind
{
    /// <summary>The count of applied steps is final.</summary>
    Known,

    /// <summary>None was applied, and it may be sent again.</summary>
    MayGoAgain,

    /// <summary>None was applied, and sending it again would end the same.</summary>
    Refused,

    /// <summary>The dialect cannot do it; it was not sent.</summary>
    NotSupported,

    /// <summary>It cannot be known.</summary>
    Unknown,
}
