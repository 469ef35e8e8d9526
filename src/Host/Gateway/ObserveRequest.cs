using System.ComponentModel;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>What is to be looked at when a batch has ended; nothing of what is absent.</summary>
internal sealed record ObserveRequest
{
    /// <summary>The SHA-256 of the state.</summary>
    public bool? StateHash { get; init; }

    /// <summary>The picture.</summary>
    public bool? Picture { get; init; }

    /// <summary>Memory, at most 16 ranges.</summary>
    [Description("At most 16 ranges.")]
    public IReadOnlyList<MemoryRange>? Memory { get; init; }

    /// <summary>The same for the emulator.</summary>
    public ObservationRequest ToObservation() => new() { StateHash = StateHash ?? false, Picture = Picture ?? false, Memory = [.. Memory ?? []] };
}
