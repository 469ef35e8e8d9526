namespace ActorInput.Faults.Timing;

/// <summary>How requests for presses share their time.</summary>
public enum ServiceKind
{
    /// <summary>They take no time.</summary>
    Instant,

    /// <summary>One at a time in each game.</summary>
    Serial,

    /// <summary>One at a time in the whole server.</summary>
    SerialInServer,

    /// <summary>Side by side. Steps are still applied in order of arrival.</summary>
    Parallel,
}
