using System.Collections.Immutable;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Load;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using Akka.Actor;
using Akka.Cluster.Sharding;

namespace ActorInput.Actors.Placement;

/// <summary>
/// Places emulators on nodes with a free slot: on the least full node, and of equally full ones on the least busy. Moves idle emulators when a node
/// is much emptier than another. Runs with sharding's coordinator, on one node at a time.
/// </summary>
/// <remarks>An emulator whose game is on a server that outlives nodes takes no slot of its node and may be anywhere.</remarks>
/// <param name="load">The nodes' load reports.</param>
/// <param name="fleet">Knows where each emulator's game is.</param>
/// <param name="options">How many emulators are moved, and when.</param>
/// <param name="self">Address of this node: its own region's reference has none.</param>
internal sealed class SlotAllocationStrategy(ClusterLoad load, FleetView fleet, PlacementOptions options, Address self) : IShardAllocationStrategy
{
    /// <inheritdoc/>
    public Task<IActorRef> AllocateShard(
        IActorRef requester, string shardId, IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations)
    {
        if (currentShardAllocations.Count == 1)
            return Task.FromResult(currentShardAllocations.Keys.First());
        var nodes = Rooms(currentShardAllocations);
        var best = NeedsNoSlot(shardId)
            ? nodes.OrderBy(node => node.Placed).ThenBy(node => node.OutstandingMilliseconds).First()
            : nodes.Where(node => node.Free > 0).OrderBy(node => node.FullnessWith(1)).ThenBy(node => node.OutstandingMilliseconds).FirstOrDefault();
        // No node has room: wherever the emulator is placed, its pool says so, and it is moved once there is room.
        best ??= nodes.OrderBy(node => node.Placed).First();
        return Task.FromResult(best.Region);
    }

    /// <inheritdoc/>
    public Task<IImmutableSet<string>> Rebalance(
        IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress)
    {
        IImmutableSet<string> moves = ImmutableHashSet<string>.Empty;
        var nodes = Rooms(currentShardAllocations);
        var left = options.MovesAtOnce - rebalanceInProgress.Count;
        // Without a report of each node the balance is unknown; the cluster is changing anyway.
        while (left-- > 0 && nodes.Count > 1 && nodes.TrueForAll(node => node.Slots > 0 || node.Rows.Count > 0))
        {
            if (Next(nodes, moves.Union(rebalanceInProgress)) is not { } move)
                break;
            moves = moves.Add(move);
        }

        return Task.FromResult(moves);
    }

    private string? Next(List<NodeRoom> nodes, IImmutableSet<string> moving)
    {
        var emptiest = nodes.Where(node => node.Free > 0).MinBy(node => node.FullnessWith(1));
        if (emptiest is null)
            return null;
        foreach (var node in nodes.Where(node => node != emptiest).OrderByDescending(node => node.FullnessWith(0)))
        {
            var waiting = node.Free <= 0 ? node.Rows.FirstOrDefault(row => row.WaitsForRoom && !moving.Contains(row.Emulator.Value)) : null;
            // Move only if the two nodes do not change places by it: otherwise an emulator would move back and forth.
            var isWorthIt = node.FullnessWith(-1) >= emptiest.FullnessWith(1);
            var chosen = waiting ?? (isWorthIt ? Idlest(node, moving) : null);
            if (chosen is null)
                continue;
            emptiest.Free--;
            emptiest.Placed++;
            node.Placed--;
            if (waiting is null)
                node.Free++;
            return chosen.Emulator.Value;
        }

        return null;
    }

    private EmulatorLoad? Idlest(NodeRoom node, IImmutableSet<string> moving) => node.Rows
        .Where(row => row.State is EmulatorState.Ready or EmulatorState.Sequential && row.IdleFor >= options.IdleFor && row.OutstandingFrames == 0)
        .Where(row => !row.Leased || row.MayMove)
        .Where(row => !moving.Contains(row.Emulator.Value) && !NeedsNoSlot(row.Emulator.Value))
        .MaxBy(row => row.IdleFor);

    private List<NodeRoom> Rooms(IImmutableDictionary<IActorRef, IImmutableList<string>> allocations)
    {
        var now = load.Now;
        return [.. allocations.Select(region =>
        {
            var report = now.Nodes.GetValueOrDefault(AddressOf(region.Key))?.Report;
            return new NodeRoom(region.Key, report, region.Value, shard => TakesSlot(shard, now, report));
        })];
    }

    /// <summary>True for an emulator that needs a slot of its node and has none in the node's report: it is about to take one.</summary>
    private bool TakesSlot(string shard, LoadSnapshot now, LoadReport? report) =>
        !(EmulatorId.TryParse(shard, out var emulator)
            && ((now.Find(emulator) is { Load.WaitsForRoom: false } place && ReferenceEquals(place.Node.Report, report)) || NeedsNoSlot(shard)));

    private bool NeedsNoSlot(string shard) => EmulatorId.TryParse(shard, out var emulator) && fleet.Find(emulator)?.Address is not null;

    private string AddressOf(IActorRef region) => (region.Path.Address.HasGlobalScope ? region.Path.Address : self).ToString();
}
