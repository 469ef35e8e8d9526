namespace ActorInput.Contracts.Replies;

/// <summary>What became of the start of an execution: it changes the game, also when no input is applied after it.</summary>
public enum StartFate
{
    /// <summary>No start was asked for.</summary>
    NotAsked,

    /// <summary>The game was not touched.</summary>
    NotDone,

    /// <summary>The game was put where the execution starts; what it was before is gone.</summary>
    Done,

    /// <summary>It cannot be known.</summary>
    Unknown,
}
