using System.Collections.Immutable;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Contracts.Messages;

/// <summary>What to observe when a batch has ended, before any other input is pressed.</summary>
public sealed record ObservationRequest
{
    /// <summary>Most ranges of memory.</summary>
    public const int MaxMemory = 16;

    /// <summary>Nothing.</summary>
    public static ObservationRequest Nothing { get; } = new();

    /// <summary>The SHA-256 of the game's state.</summary>
    public bool StateHash { get; init; }

    /// <summary>The picture.</summary>
    public bool Picture { get; init; }

    /// <summary>Memory, at most <see cref="MaxMemory"/> ranges.</summary>
    public ImmutableArray<MemoryRange> Memory { get; init; } = [];

    /// <summary>Whether nothing is to be observed.</summary>
    public bool IsNothing => !StateHash && !Picture && Memory.IsEmpty;

    /// <summary>The problem with the request, naming the field, the value and what is allowed; null when there is none.</summary>
    public string? Problem()
    {
        if (Memory.Length > MaxMemory)
            return $"observe.memory has {Memory.Length} entries; at most {MaxMemory} are allowed.";
        for (var i = 0; i < Memory.Length; i++)
        {
            if (Memory[i].Problem() is { } problem)
                return $"observe.memory[{i}]: {problem}";
        }

        return null;
    }
}
