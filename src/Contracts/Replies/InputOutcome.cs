namespace ActorInput.Contracts.Replies;

/// <summary>The result of an input or a batch.</summary>
public enum InputOutcome
{
    /// <summary>All steps were applied, once.</summary>
    Applied,

    /// <summary>The first k of n steps were applied, once; the rest was not and will not be.</summary>
    Partial,

    /// <summary>Nothing was applied and nothing will be: it is safe to send it again.</summary>
    NotApplied,

    /// <summary>It cannot be known whether it was applied. It will not be repeated.</summary>
    Unknown,

    /// <summary>Its deadline passed before it was sent. Nothing was applied.</summary>
    Expired,

    /// <summary>The queue was full. Nothing was applied; the reply says when to try again.</summary>
    Overloaded,

    /// <summary>The emulator server does not support it; the reply names the token. Nothing was applied.</summary>
    NotSupported,

    /// <summary>The emulator failed too often and is quarantined. Nothing was applied.</summary>
    Quarantined,

    /// <summary>No slot is free for the emulator. Nothing was applied.</summary>
    NoCapacity,
}
