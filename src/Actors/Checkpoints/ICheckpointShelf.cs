using ActorInput.Contracts.Checkpoints;

namespace ActorInput.Actors.Checkpoints;

/// <summary>Where one node keeps its checkpoints. Called from one operation at a time that writes, and any number that read.</summary>
internal interface ICheckpointShelf
{
    /// <summary>The checkpoint, or null when it has none of this name.</summary>
    /// <exception cref="InvalidDataException">There is one, and it is damaged.</exception>
    Task<Checkpoint?> ReadAsync(string name);

    /// <summary>Writes the checkpoint and replaces one of the same name: after a crash at any moment either the old or the new one exists.</summary>
    Task WriteAsync(Checkpoint checkpoint);

    /// <summary>Removes it. False when there was none.</summary>
    bool Delete(string name);

    /// <summary>All names, in no order.</summary>
    IReadOnlyCollection<string> Names();
}
