using ActorInput.Actors.Common;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Tests.Wire;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>Leases on real nodes: every node finds the broker, and an agent's lease ends when its node dies.</summary>
[Collection(WireNode.Tests)]
public sealed class LeaseClusterTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");

    [Fact]
    public async Task AgentOnAnotherNode_AcquiresRenewsAndReleases_AndItsNodesEndEndsItsLease()
    {
        await using var owner = await LeaseNode.StartAsync(NodeRoles.Emulator, ["emu-1"]);
        await using var agents = await LeaseNode.StartAsync(NodeRoles.Agent, [], owner.HostAndPort);
        var agent = agents.System.ActorOf(Props.Empty, "trainer");

        var first = await AcquireAsync(agents, "1", agent);
        Assert.Equal((Emu, 1), (first.Emulator, first.Epoch));
        Assert.IsType<LeaseGranted>(await agents.Emulators.Ask<object>(new RenewLease(first.Token, TimeSpan.FromMinutes(2)), Bound));
        var status = await owner.Emulators.Ask<EmulatorStatus>(new GetStatus(Emu), Bound);
        Assert.Equal(("trainer 7", 1), (status.Lease?.Holder, status.Lease?.Epoch));
        var refused = await owner.Emulators.Ask<InputReply>(new SendInput(Emu, InputSequence.Parse("A")), Bound);
        Assert.Equal(ReplyCode.Leased, refused.Code);
        var other = await owner.Broker.Ask<object>(new AcquireLease("other") { Emulator = Emu }, Bound);
        Assert.Equal(ReplyCode.WaitTimedOut, Assert.IsType<LeaseRefused>(other).Code);
        Assert.IsType<LeaseEnded>(await agents.Emulators.Ask<object>(new ReleaseLease(first.Token), Bound));

        var second = await AcquireAsync(agents, "2", agent);
        Assert.Equal(2, second.Epoch);
        await agents.DisposeAsync();
        var next = await owner.Broker.Ask<object>(new AcquireLease("next") { Emulator = Emu, Timeout = Bound }, Bound + Bound);
        Assert.Equal(3, Assert.IsType<LeaseGranted>(next).Epoch);
    }

    private static async Task<LeaseGranted> AcquireAsync(LeaseNode node, string request, IActorRef agent) =>
        Assert.IsType<LeaseGranted>(await node.Broker.Ask<object>(
            new AcquireLease(request) { Emulator = Emu, Timeout = Bound, Duration = TimeSpan.FromMinutes(1), Holder = "trainer 7", Agent = AgentPath.Of(agent) },
            Bound + Bound));
}
