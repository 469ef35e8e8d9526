using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Actors.Tests.Wire;

/// <summary>What the cluster itself sends gets through the fences: joining, gossip, replicated data, sharding, death watch, hand-over.</summary>
[Collection(WireNode.Tests)]
public sealed class ClosedClusterTests
{
    private const int Emulators = 40;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task TwoNodes_ShardRegion_AnswersFromBothAndHandsOver()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        await first.Cluster.JoinAsync(first.Address);
        await second.JoinAsync(first, members: 2);
        var region = Region(second);
        await RegionsAsync(region, 2);

        var owners = await AskAllAsync(region);
        Assert.Contains(first.Address.ToString(), owners);
        Assert.Contains(second.Address.ToString(), owners);
        var reply = await region.Ask<InputReply>(new SendInput(EmulatorId.Parse("emu-1"), InputSequence.Parse("A B")), Bound);
        Assert.Equal((InputOutcome.Applied, 2), (reply.Outcome, reply.Applied));

        await first.Cluster.LeaveAsync();
        Assert.Equal([second.Address.ToString()], (await AskAllAsync(region)).Distinct());
        foreach (var node in (WireNode[])[first, second])
            Assert.DoesNotContain(node.Log.All, line => line.Contains("erializ", StringComparison.Ordinal) || line.Contains("may not leave", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RemoteActor_WatchedAcrossTheFence_IsSeenToStop()
    {
        await using var first = await WireNode.StartAsync();
        await using var second = await WireNode.StartAsync();
        var watched = first.System.ActorOf(Props.Create(() => new Idle()), "watched");
        var remote = await second.System.ActorSelection($"{first.Address}/user/watched").ResolveOne(Bound);
        var stopped = remote.WatchAsync();
        await second.AskAsync(first);
        first.System.Stop(watched);
        Assert.True(await stopped.Within(Bound));
    }

    private static Task<WireNode> StartAsync() => WireNode.StartAsync(configure: akka => akka
        .AddHocon("akka.cluster.sharding { retry-interval = 200ms, handoff-timeout = 5s }", HoconAddMode.Prepend)
        .WithShardRegion<ShardedEmulators>(
            "emulators",
            entity => Props.Create(() => new Entity(entity)),
            new EmulatorExtractor(64),
            new ShardOptions { Role = NodeRoles.Emulator, StateStoreMode = StateStoreMode.DData }));

    private static IActorRef Region(WireNode node) => node.Services.GetRequiredService<IRequiredActor<ShardedEmulators>>().ActorRef;

    private static Task RegionsAsync(IActorRef region, int count) => Awaiting.UntilAsync(
        async () => (await region.Ask<CurrentRegions>(GetCurrentRegions.Instance, Bound)).Regions.Count == count, Bound, $"{count} regions are registered");

    private static async Task<string[]> AskAllAsync(IActorRef region) =>
        await Task.WhenAll(Enumerable.Range(1, Emulators).Select(i => OwnerAsync(region, EmulatorId.Parse($"emu-{i}"))));

    /// <summary>Sharding itself loses messages now and then while a shard moves: it is asked again.</summary>
    private static async Task<string> OwnerAsync(IActorRef region, EmulatorId emulator) =>
        (await Awaiting.AnswerAsync(() => region.Ask<EmulatorStatus>(new GetStatus(emulator), TimeSpan.FromSeconds(3)), Bound, $"an answer of {emulator}")).Node;

    private sealed class Idle : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class Entity(string id) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            var emulator = EmulatorId.Parse(id);
            switch (message)
            {
                case GetStatus:
                    Sender.Tell(new EmulatorStatus(emulator, EmulatorState.Ready, Akka.Cluster.Cluster.Get(Context.System).SelfAddress.ToString()));
                    break;
                case SendInput input:
                    Sender.Tell(new InputReply(emulator, InputOutcome.Applied, input.Input.Count, input.Input.Count, 1, 1, TimeSpan.Zero));
                    break;
                default:
                    Unhandled(message);
                    break;
            }
        }
    }
}
