using ActorInput.Actors.Common;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Fleet;

/// <summary>Collects the status of all emulators of the cluster.</summary>
internal static class FleetListing
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(3);

    /// <summary>
    /// All emulators, as their owners' nodes report them. If two nodes report one emulator, because it is moving, the later owner
    /// counts.
    /// </summary>
    /// <param name="entries">The fleet; an emulator that no node reports is listed too.</param>
    /// <param name="pools">The pool supervisors of the nodes that own emulators.</param>
    public static async Task<EmulatorList> GatherAsync(IReadOnlyList<FleetEntry> entries, IReadOnlyList<ActorSelection> pools)
    {
        var lists = await Task.WhenAll(pools.Select(AskAsync));
        var told = lists.SelectMany(list => list).GroupBy(status => status.Emulator)
            .ToDictionary(same => same.Key, same => same.OrderBy(status => status.State == EmulatorState.Stopped).ThenByDescending(status => status.Epoch).First());
        foreach (var entry in entries)
            told.TryAdd(entry.Emulator, Ownerless(entry));
        return new EmulatorList([.. told.Values.OrderBy(status => status.Emulator.Value, EmulatorNameComparer.Instance)]);
    }

    private static async Task<IReadOnlyList<EmulatorStatus>> AskAsync(ActorSelection pool)
    {
        try
        {
            return (await pool.Ask<EmulatorList>(GetEmulators.Instance, Bound)).Emulators;
        }
        catch (Exception unanswered) when (unanswered is AskTimeoutException or TaskCanceledException)
        {
            return []; // The node did not answer: its emulators are shown without an owner.
        }
    }

    private static EmulatorStatus Ownerless(FleetEntry entry) =>
        new(entry.Emulator, entry.Epoch == 0 ? EmulatorState.Starting : EmulatorState.Recovering, "")
        {
            Epoch = entry.Epoch,
            Server = entry.Address,
            Restarts = entry.Restarts,
            Problem = "No reachable node owns it now.",
        };
}
