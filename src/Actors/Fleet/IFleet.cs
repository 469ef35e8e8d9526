using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Fleet;

/// <summary>Which emulators there are in the cluster, as this node knows. Thread-safe.</summary>
internal interface IFleet
{
    /// <summary>Raised on any thread after <see cref="Emulators"/> became another set, or complete; must not block.</summary>
    event EventHandler? Changed;

    /// <summary>False before the node has heard from the cluster: there may be emulators that it does not know of.</summary>
    bool IsComplete { get; }

    /// <summary>All emulators, wherever they live and whether or not they run: a snapshot.</summary>
    IReadOnlyCollection<EmulatorId> Emulators { get; }
}
