using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Fleet;

/// <summary>The emulators of the cluster, as far as this node knows. Thread-safe.</summary>
internal interface IFleet
{
    /// <summary>Raised on any thread after the set of <see cref="Emulators"/> changed or became complete; handlers must not block.</summary>
    event EventHandler? Changed;

    /// <summary>False before the node has heard from the cluster: there may be emulators that it does not know of.</summary>
    bool IsComplete { get; }

    /// <summary>A snapshot of all emulators, on whichever node and whether or not they run.</summary>
    IReadOnlyCollection<EmulatorId> Emulators { get; }
}
