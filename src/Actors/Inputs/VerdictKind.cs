namespace ActorInput.Actors.Inputs;

/// <summary>What is known of an input after a request.</summary>
internal enum VerdictKind
{
    /// <summary>The count of applied steps is final.</summary>
    Known,

    /// <summary>None was applied, and it may be sent again.</summary>
    MayGoAgain,

    /// <summary>None was applied, and sending it again would fail the same way.</summary>
    Refused,

    /// <summary>The dialect does not support it; it was not sent.</summary>
    NotSupported,

    /// <summary>It cannot be known.</summary>
    Unknown,
}
