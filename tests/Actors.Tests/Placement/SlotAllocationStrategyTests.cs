using System.Collections.Immutable;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Load;
using ActorInput.Actors.Placement;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Messages;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Placement;

public sealed class SlotAllocationStrategyTests : TestKit
{
    private readonly FakeTimeProvider _time = new();
    private readonly FleetView _fleet = new();
    private readonly PlacementOptions _options = new();
    private readonly ClusterLoad _load;
    private readonly SlotAllocationStrategy _strategy;
    private long _number;

    public SlotAllocationStrategyTests()
    {
        _load = new ClusterLoad(_time);
        _strategy = new SlotAllocationStrategy(_load, _fleet, _options, Address.Parse("akka.tcp://a@n1:1"));
    }

    [Fact]
    public async Task AllocateShard_OneNode_IsThere()
    {
        Report("n1", total: 0, free: 0);
        Assert.Equal("n1", await PlaceAsync("x", ("n1", [])));
    }

    [Fact]
    public async Task AllocateShard_SeveralNodes_GoesToTheLeastFull()
    {
        Report("n1", total: 4, free: 1);
        Report("n2", total: 10, free: 5);
        Report("n3", total: 8, free: 0);
        Assert.Equal("n2", await PlaceAsync("x", ("n1", []), ("n2", []), ("n3", [])));
    }

    [Fact]
    public async Task AllocateShard_PlacedSinceTheReport_CountAsSlotsTaken()
    {
        Report("n1", total: 4, free: 3, Row("a"));
        Report("n2", total: 4, free: 2, Row("b"), Row("c"));
        Assert.Equal("n1", await PlaceAsync("x", ("n1", ["a"]), ("n2", ["b", "c"])));
        Assert.Equal("n2", await PlaceAsync("x", ("n1", ["a", "d", "e"]), ("n2", ["b", "c"])));
    }

    [Fact]
    public async Task AllocateShard_GameOnAServerOfItsOwn_GoesWhereFewestAre()
    {
        _fleet.Merge([new FleetEntry(EmulatorId.Parse("x"), 1) { Address = "http://far/" }]);
        Report("n1", total: 4, free: 4);
        Report("n2", total: 4, free: 0);
        Assert.Equal("n2", await PlaceAsync("x", ("n1", ["a", "b"]), ("n2", ["c"])));
    }

    [Fact]
    public async Task AllocateShard_NoRoomAnywhere_GoesWhereFewestAre()
    {
        Report("n1", total: 2, free: 0);
        Report("n2", total: 1, free: 0);
        Assert.Equal("n2", await PlaceAsync("x", ("n1", ["a", "b"]), ("n2", ["c"])));
    }

    [Fact]
    public async Task Rebalance_OneNodeMuchFuller_MovesTheIdlestAndNoMoreThanAllowed()
    {
        Report("n1", total: 4, free: 0, Row("a", idle: 20), Row("b", idle: 40), Row("c", idle: 30), Row("d", idle: 1));
        Report("n2", total: 4, free: 4);
        _options.MovesAtOnce = 1;
        Assert.Equal(["b"], await RebalanceAsync([], ("n1", ["a", "b", "c", "d"]), ("n2", [])));
        Assert.Empty(await RebalanceAsync(["b"], ("n1", ["a", "b", "c", "d"]), ("n2", [])));
    }

    [Fact]
    public async Task Rebalance_LeasedWithoutConsent_Stays()
    {
        Report("n1", total: 2, free: 0, Row("a", idle: 60) with { Leased = true, MayMove = false }, Row("b", idle: 50) with { Leased = true, MayMove = true });
        Report("n2", total: 2, free: 2);
        Assert.Equal(["b"], await RebalanceAsync([], ("n1", ["a", "b"]), ("n2", [])));
    }

    [Fact]
    public async Task Rebalance_ThatWouldOnlySwapTheTwo_MovesNothing()
    {
        Report("n1", total: 4, free: 2, Row("a", idle: 60), Row("b", idle: 60));
        Report("n2", total: 4, free: 3, Row("c", idle: 60));
        Assert.Empty(await RebalanceAsync([], ("n1", ["a", "b"]), ("n2", ["c"])));
    }

    [Fact]
    public async Task Rebalance_OneThatWaitsForRoom_GoesWhereThereIsSome()
    {
        Report("n1", total: 1, free: 0, Row("a"), Row("b") with { WaitsForRoom = true });
        Report("n2", total: 1, free: 1);
        Assert.Equal(["b"], await RebalanceAsync([], ("n1", ["a", "b"]), ("n2", [])));
    }

    private static EmulatorLoad Row(string emulator, int idle = 0) =>
        new(EmulatorId.Parse(emulator), EmulatorState.Ready) { IdleFor = TimeSpan.FromSeconds(idle), MayMove = idle > 0 };

    private void Report(string node, int total, int free, params EmulatorLoad[] rows) => _load.Take(
        new LoadReport($"akka.tcp://a@{node}:1", 1, ++_number, _time.GetUtcNow()) { SlotsTotal = total, SlotsFree = free, Emulators = [.. rows] });

    private async Task<string?> PlaceAsync(string shard, params (string Node, string[] Shards)[] nodes) =>
        (await _strategy.AllocateShard(TestActor, shard, Allocations(nodes))).Path.Address.Host;

    private async Task<IEnumerable<string>> RebalanceAsync(string[] inProgress, params (string Node, string[] Shards)[] nodes) =>
        await _strategy.Rebalance(Allocations(nodes), inProgress.ToImmutableHashSet());

    private ImmutableDictionary<IActorRef, IImmutableList<string>> Allocations((string Node, string[] Shards)[] nodes) => nodes.ToImmutableDictionary(
        node => (IActorRef)new EmptyLocalActorRef(
            ((ExtendedActorSystem)Sys).Provider, ActorPath.Parse($"akka.tcp://a@{node.Node}:1/system/sharding/emulators"), Sys.EventStream),
        node => (IImmutableList<string>)node.Shards.ToImmutableList());
}
