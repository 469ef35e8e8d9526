using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Agents;

/// <summary>The status of the cluster's emulators.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Ready">Those that apply inputs, leased or not.</param>
/// <param name="Available">Those that apply inputs and are not leased.</param>
/// <param name="Leased">Those that an agent holds.</param>
/// <param name="Quarantined">Those that failed too often.</param>
/// <param name="Waiting">Requests for a lease that wait; only those of this pool.</param>
/// <param name="Nodes">Nodes that own emulators.</param>
public sealed record PoolStatus(int Total, int Ready, int Available, int Leased, int Quarantined, int Waiting, int Nodes)
{
    internal static PoolStatus Of(EmulatorList list, int waiting, int nodes) => new(
        list.Emulators.Length,
        list.Emulators.Count(IsReady),
        list.Emulators.Count(emulator => IsReady(emulator) && emulator.Lease is null),
        list.Emulators.Count(emulator => emulator.Lease is not null),
        list.Emulators.Count(emulator => emulator.State == EmulatorState.Quarantined),
        waiting,
        nodes);

    private static bool IsReady(EmulatorStatus emulator) => emulator.State is EmulatorState.Ready or EmulatorState.Sequential;
}
