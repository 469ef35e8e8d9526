namespace ActorInput.Contracts.Replies;

/// <summary>How an execution ended.</summary>
public enum ExecutionStatus
{
    /// <summary>Every step was applied and every requested observation was made.</summary>
    Succeeded,

    /// <summary>Something was not done; the code and the detail say what.</summary>
    Failed,

    /// <summary>Its time was up.</summary>
    TimedOut,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,
}
