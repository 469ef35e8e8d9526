using ActorInput.Actors.Common;

namespace ActorInput.Actors.Checkpoints;

/// <summary>Where saved games are kept.</summary>
public sealed class CheckpointOptions
{
    /// <summary>
    /// Folder of the files, for this node alone; made when it is not there. Default null: they are kept in memory and end with the node.
    /// </summary>
    public string? Directory { get; set; }

    /// <summary>On how many nodes with emulators each checkpoint is kept, including this node, if there are that many. Default 2; 1 to 10.</summary>
    public int Copies { get; set; } = 2;

    /// <summary>Most checkpoints on one node, without the runtime's own; a further checkpoint is refused. Default 1,000; 1 to 100,000.</summary>
    public int MaxCount { get; set; } = 1_000;

    internal void Validate(string name, OptionProblems problems)
    {
        if (Directory is not null && string.IsNullOrWhiteSpace(Directory))
            problems.Add($"{name}:{nameof(Directory)} is empty; a folder is allowed, or leave it out to keep checkpoints in memory.");
        problems.InRange($"{name}:{nameof(Copies)}", Copies, 1, 10);
        problems.InRange($"{name}:{nameof(MaxCount)}", MaxCount, 1, 100_000);
    }
}
