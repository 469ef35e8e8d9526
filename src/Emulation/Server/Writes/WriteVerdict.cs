namespace ActorInput.Emulation.Server.Writes;

/// <summary>The gate's verdict on a write.</summary>
internal enum WriteVerdict
{
    /// <summary>Apply it when its turn comes.</summary>
    Accepted,

    /// <summary>It has been accepted before: give the first answer.</summary>
    Repeated,

    /// <summary>Another owner has come since.</summary>
    StaleEpoch,

    /// <summary>The sequence belongs to another write.</summary>
    SequenceReused,

    /// <summary>The sequence has passed and its answer is no longer known.</summary>
    SequenceGone,
}
