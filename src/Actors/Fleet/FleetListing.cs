using ActorInput.Actors.Common;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Fleet;

/// <summary>Gathers how all emulators of the cluster are doing.</summary>
internal static class FleetListing
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(3);

    /// <summary>All emulators, as their owners' nodes tell; of one that is told twice, because it moves, the later owner.</summary>
    /// <param name="entries">The fleet: an emulator of which no node tells is there all the same.</param>
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
            return []; // Its emulators are shown without an owner.
        }
    }

    private static EmulatorStatus Ownerless(FleetEntry entry) =>
        new(entry.Emulator, entry.Epoch == 0 ? EmulatorState.Starting : EmulatorState.Recovering, "")
        {
            Epoch = entry.Epoch,
            Server = entry.Address,
            Restarts = entry.Restarts,
            Problem = "No node that answers owns it now.",
        };
}
