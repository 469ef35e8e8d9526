using ActorInput.Actors.Fleet;
using ActorInput.Actors.Routing;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Routing;

public sealed class EmulatorRouterActorTests : TestKit
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly string[] Nodes = ["n1", "n2", "n3"];
    private readonly FleetView _fleet = new();
    private readonly Dictionary<string, IActorRef> _routers = [];
    private readonly List<string> _ledger = [];
    private readonly RouterOptions _options = new() { LocateEvery = TimeSpan.FromMilliseconds(20) };
    private volatile IActorRef _owner = ActorRefs.Nobody;
    private readonly IActorRef _region;

    public EmulatorRouterActorTests()
        : base("akka { loglevel = WARNING, actor.provider = cluster, remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 } }")
    {
        _fleet.Merge([new FleetEntry(Emu, 1)]);
        // Sharding's region, which passes messages to the owner; they may be lost while the owner moves.
        _region = Sys.ActorOf(Akka.Actor.Props.Create(() => new Region(() => _owner)));
        foreach (var node in Nodes)
            _routers[node] = Sys.ActorOf(Akka.Actor.Props.Create(() => new EmulatorRouterActor(_fleet, _region, _options, TimeProvider.System, new FakeNodes(Sys, node, name => _routers[name]))), node);
    }

    [Fact]
    public async Task Request_EmulatorNotInTheFleet_IsRefusedAtOnce()
    {
        var id = EmulatorId.Parse("emu-9");
        var reply = await _routers["n1"].Ask<InputReply>(new SendInput(id, InputSequence.Parse("A")), Bound);
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.UnknownEmulator), (reply.Outcome, reply.Code));
        Assert.Equal(ReplyCode.UnknownEmulator, (await _routers["n1"].Ask<RequestFailed>(new GetState(id), Bound)).Code);
    }

    [Fact]
    public async Task Request_NoOwnerForTooLong_IsAnsweredNotApplied()
    {
        _options.WaitAtMost = TimeSpan.FromMilliseconds(100);
        var reply = await Send("n1", "a/1");
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.NodeUnreachable), (reply.Outcome, reply.Code));
    }

    [Fact]
    public async Task Request_TooManyWaitForAnOwner_IsRefusedAsOverloaded()
    {
        _options.MaxWaiting = 3;
        var waiting = Enumerable.Range(1, 3).Select(i => Send("n1", $"a/{i}")).ToList();
        var refused = await Send("n1", "a/4");
        Assert.Equal((InputOutcome.Overloaded, ReplyCode.QueueFull), (refused.Outcome, refused.Code));
        StartOwner("n1");
        Assert.All(await Task.WhenAll(waiting), reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
        Assert.Equal(["a/1", "a/2", "a/3"], _ledger);
    }

    /// <summary>
    /// The promise of a move: all inputs that three agents on three nodes send while the emulator goes from node to node are pressed once, and each
    /// agent's inputs in the order in which it sent them, although no agent waits for answers.
    /// </summary>
    [Fact]
    public async Task Requests_WhileTheEmulatorMoves_ArePressedOnceAndInOrder()
    {
        const int Moves = 60;
        StartOwner("n1");
        using var stop = new CancellationTokenSource();
        var agents = Nodes.Select(node => Task.Run(() => AgentAsync(node, stop.Token))).ToList();
        var random = new Random(7);
        for (var move = 0; move < Moves; move++)
        {
            await Task.WhenAny([AwaitPressesAsync(5), .. agents]).Unwrap();
            await MoveAsync(Nodes[random.Next(Nodes.Length)]);
        }

        await stop.CancelAsync();
        var sent = await Task.WhenAll(agents);

        for (var i = 0; i < Nodes.Length; i++)
            Assert.Equal(Enumerable.Range(1, sent[i]).Select(n => $"{Nodes[i]}/{n}"), Snapshot().Where(id => id.StartsWith(Nodes[i], StringComparison.Ordinal)));
    }

    private async Task<int> AgentAsync(string node, CancellationToken stop)
    {
        var sent = 0;
        var open = new Queue<Task<InputReply>>();
        while (!stop.IsCancellationRequested)
        {
            open.Enqueue(Send(node, $"{node}/{++sent}"));
            // Twenty inputs are under way, so that a move finds some at every place.
            if (open.Count >= 20)
                AssertApplied(await open.Dequeue());
        }

        Assert.All(await Task.WhenAll(open), reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
        return sent;
    }

    private static void AssertApplied(InputReply reply) =>
        Assert.True(reply.Outcome == InputOutcome.Applied, $"{reply.Outcome}, {reply.Code}: {reply.Detail}");

    private async Task AwaitPressesAsync(int more)
    {
        var target = Snapshot().Count + more;
        await AwaitConditionAsync(() => Task.FromResult(Snapshot().Count >= target), Bound, TimeSpan.FromMilliseconds(1), $"{target} presses in the ledger");
    }

    private async Task MoveAsync(string to)
    {
        var old = _owner;
        Watch(old);
        old.Tell("leave", ActorRefs.NoSender);
        await ExpectTerminatedAsync(old, Bound);
        StartOwner(to);
    }

    private void StartOwner(string node) =>
        _owner = Sys.ActorOf(Akka.Actor.Props.Create(() => new MovingOwner(Emu, node, _routers[node], _ledger)));

    // One owner at a time writes to it. Only its count is read meanwhile, and its contents at the end, so no lock is needed.
    private List<string> Snapshot()
    {
        lock (_ledger)
            return [.. _ledger];
    }

    private Task<InputReply> Send(string node, string id) =>
        _routers[node].Ask<InputReply>(new SendInput(Emu, InputSequence.Parse("A"), new InputTerms { Id = id }), Bound);

    private sealed class Region(Func<IActorRef> owner) : UntypedActor
    {
        protected override void OnReceive(object message) => owner().Tell(message, Sender);
    }
}
