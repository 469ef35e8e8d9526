namespace ActorInput.Contracts.Replies;

/// <summary>The result of the start of an execution. A start changes the game even when no input is applied after it.</summary>
public enum StartFate
{
    /// <summary>No start was asked for.</summary>
    NotAsked,

    /// <summary>The game was not touched.</summary>
    NotDone,

    /// <summary>The game was set to the start of the execution; its earlier state is gone.</summary>
    Done,

    /// <summary>It cannot be known.</summary>
    Unknown,
}
