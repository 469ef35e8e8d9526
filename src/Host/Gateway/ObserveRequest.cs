using System.ComponentModel;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;

namespace ActorInput.Host.Gateway;

/// <summary>What to observe when a batch has ended; absent members are not observed.</summary>
internal sealed record ObserveRequest
{
    /// <summary>The SHA-256 of the state.</summary>
    public bool? StateHash { get; init; }

    /// <summary>The picture.</summary>
    public bool? Picture { get; init; }

    /// <summary>Memory, at most 16 ranges.</summary>
    [Description("At most 16 ranges.")]
    public IReadOnlyList<MemoryRange>? Memory { get; init; }

    /// <summary>The request as a message to the emulator.</summary>
    public ObservationRequest ToObservation() => new() { StateHash = StateHash ?? false, Picture = Picture ?? false, Memory = [.. Memory ?? []] };
}
