using ActorInput.Actors.Hosting;
using ActorInput.Actors.Tests.Wire;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Lane;

/// <summary>What a lane promises, with every carrier.</summary>
[Collection(WireNode.Tests)]
public abstract class LaneContract
{
    private static readonly EmulatorId Emulator = EmulatorId.Parse("emu-1");

    [Fact]
    public async Task Messages_Many_ArriveInOrderAndAreAnsweredOnce()
    {
        const int Count = 20_000;
        await using var server = await StartAsync();
        await using var client = await StartAsync();
        var owner = new LaneOwner(client, server.Hub.Address);
        await owner.SendAsync(0, Count);
        await owner.AnsweredAsync(Count);
        Assert.Equal(LaneOwner.Ids(0, Count), server.Arrived);
        Assert.Equal(Count, owner.Answers.Count);
        Assert.All(owner.Answers.Values, times => Assert.Equal(1, times));
        Assert.Equal(0, owner.Link.InFlight);
    }

    [Fact]
    public async Task TwoNodes_LinkedBothWays_DoNotDisturbEachOther()
    {
        const int Count = 3_000;
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        var there = new LaneOwner(first, second.Hub.Address);
        var back = new LaneOwner(second, first.Hub.Address);
        await Task.WhenAll(there.SendAsync(0, Count), back.SendAsync(0, Count));
        await Task.WhenAll(there.AnsweredAsync(Count), back.AnsweredAsync(Count));
        Assert.Equal(LaneOwner.Ids(0, Count), first.Arrived);
        Assert.Equal(LaneOwner.Ids(0, Count), second.Arrived);
    }

    [Fact]
    public async Task TrySend_MaxInFlightWithoutAnswer_RefusesUntilOneIsAnswered()
    {
        var waiting = new AsyncBox<(IWireMessage Message, IActorRef ReplyTo)>();
        await using var server = await StartAsync(deliver: (message, replyTo) => waiting.Add((message, replyTo)));
        await using var client = await StartAsync(options => options.Lane.MaxInFlight = 10);
        var owner = new LaneOwner(client, server.Hub.Address);
        for (var i = 0; i < 10; i++)
            Assert.True(owner.Link.TrySend(LaneNode.Input(i), owner.ReplyTo));
        Assert.False(owner.Link.TrySend(LaneNode.Input(10), owner.ReplyTo));

        var (message, replyTo) = await waiting.TakeAsync("the first message");
        replyTo.Tell(LaneNode.Reply(message));
        replyTo.Tell(LaneNode.Reply(message)); // A second answer goes nowhere.
        await owner.AnsweredAsync(1);
        Assert.True(owner.Link.TrySend(LaneNode.Input(10), owner.ReplyTo));
        Assert.False(owner.Link.TrySend(LaneNode.Input(11), owner.ReplyTo));
        Assert.Equal(1, owner.Answers["0"]);
    }

    [Fact]
    public async Task Moved_IsHandedBackInOrderAndNotTold()
    {
        await using var server = await StartAsync(deliver: (message, replyTo) =>
            replyTo.Tell(LaneNode.Reply(message, int.Parse(LaneNode.IdOf(message)) % 3 == 0 ? ReplyCode.Moved : ReplyCode.None)));
        await using var client = await StartAsync();
        var owner = new LaneOwner(client, server.Hub.Address);
        await owner.SendAsync(0, 900);
        await owner.AnsweredAsync(900);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i * 3}"), owner.Moved);
        Assert.Equal(600, owner.Answers.Count);
        Assert.DoesNotContain(owner.Answers.Keys, id => int.Parse(id) % 3 == 0);
    }

    [Fact]
    public async Task DropWithSender_SenderStops_IsSeenToStopOverThere()
    {
        var dropped = new AsyncBox<string>();
        IActorRef? queue = null;
        await using var server = await StartAsync(deliver: (message, replyTo) => queue!.Tell(message, replyTo));
        queue = server.System.ActorOf(Props.Create(() => new Queue(dropped)));
        await using var client = await StartAsync();
        var owner = new LaneOwner(client, server.Hub.Address);
        var told = new AsyncBox<object>();
        var leaving = client.Listener(told.Add);
        Assert.True(owner.Link.TrySend(LaneNode.Input(1, dropWithSender: true), leaving));
        Assert.True(owner.Link.TrySend(LaneNode.Input(2), leaving));
        Assert.True(owner.Link.TrySend(LaneNode.Input(3, dropWithSender: true), owner.ReplyTo));
        Assert.Equal("watched 1", await dropped.TakeAsync("the first input"));
        Assert.Equal("watched 3", await dropped.TakeAsync("the third input"));
        client.System.Stop(leaving);
        Assert.Equal("gone 1", await dropped.TakeAsync("the sender to be seen to stop"));
        client.System.Stop(owner.ReplyTo);
        Assert.Equal("gone 3", await dropped.TakeAsync("the other sender to be seen to stop"));
    }

    [Fact]
    public async Task DropWithSender_LinkEnds_IsSeenToStopOverThere()
    {
        var dropped = new AsyncBox<string>();
        IActorRef? queue = null;
        await using var server = await StartAsync(options => options.Lane.ResumeFor = TimeSpan.FromSeconds(1), (message, replyTo) => queue!.Tell(message, replyTo));
        queue = server.System.ActorOf(Props.Create(() => new Queue(dropped)));
        await using var client = await StartAsync();
        var owner = new LaneOwner(client, server.Hub.Address);
        Assert.True(owner.Link.TrySend(LaneNode.Input(1, dropWithSender: true), owner.ReplyTo));
        Assert.Equal("watched 1", await dropped.TakeAsync("the input"));
        owner.Link.Close();
        Assert.Equal("gone 1", await dropped.TakeAsync("the client to be given up"));
    }

    [Fact]
    public async Task Answers_OfEveryKind_ComeWhole()
    {
        var picture = new byte[900_000];
        Random.Shared.NextBytes(picture);
        await using var server = await StartAsync(deliver: (message, replyTo) => replyTo.Tell(message switch
        {
            GetScreen screen => new ScreenReply(screen.Emulator, picture),
            GetStatus status => new RequestFailed(status.Emulator, ReplyCode.UnknownEmulator, "no such emulator"),
            ReadMemory memory => new MemoryReply(memory.Emulator, memory.Address, new byte[2_000_000]),
            SendInput => "not a message of ours",
            _ => message,
        }));
        await using var client = await StartAsync();
        var owner = new LaneOwner(client, server.Hub.Address);
        Assert.Equal(picture, (await AskAsync<ScreenReply>(new GetScreen(Emulator))).Png.ToArray());
        Assert.Equal("no such emulator", (await AskAsync<RequestFailed>(new GetStatus(Emulator))).Detail);
        Assert.Equal(ReplyCode.ServerError, (await AskAsync<RequestFailed>(new ReadMemory(Emulator, 0, 1))).Code);
        Assert.Equal((InputOutcome.Unknown, ReplyCode.ServerError), await AskAsync<InputReply>(LaneNode.Input(1)) is var reply ? (reply.Outcome, reply.Code) : default);

        async Task<T> AskAsync<T>(IWireMessage message)
        {
            var answer = new AsyncBox<object>();
            Assert.True(owner.Link.TrySend(message, client.Listener(answer.Add)));
            return Assert.IsType<T>(await answer.TakeAsync($"the answer to {message.GetType().Name}"));
        }
    }

    [Fact]
    public async Task Close_GivesBackAllWithoutAnswerInOrder()
    {
        var waiting = new AsyncBox<string>();
        await using var server = await StartAsync(deliver: (message, _) => waiting.Add(LaneNode.IdOf(message)));
        await using var client = await StartAsync();
        var owner = new LaneOwner(client, server.Hub.Address);
        await owner.SendAsync(0, 100);
        for (var i = 0; i < 100; i++)
            await waiting.TakeAsync($"message {i}");
        owner.Link.Close();
        owner.Link.Close();
        var (neverSent, fateUnknown) = await owner.LostAsync();
        Assert.Empty(neverSent);
        Assert.Equal(LaneOwner.Ids(0, 100), fateUnknown);
        Assert.False(owner.Link.TrySend(LaneNode.Input(1), owner.ReplyTo));
        Assert.Empty(owner.Answers);
    }

    [Fact]
    public async Task Process_ReplacedAtItsAddress_EndsTheLinkAndHearsNothing()
    {
        await using var client = await StartAsync();
        LaneOwner owner;
        int clusterPort;
        int port;
        await using (var server = await StartAsync(deliver: (_, _) => { }))
        {
            owner = new LaneOwner(client, server.Hub.Address);
            await owner.SendAsync(0, 10);
            await client.Until(() => server.Arrived.Count == 10, "the messages to arrive");
            (clusterPort, port) = (server.ClusterPort, server.Hub.Address.Port);
        }

        await client.Until(() => owner.Link.HasEnded || owner.Link.Current is not { Carrier.IsConnection: true }, "the connection to be seen to break");
        await using var next = await StartAsync(options => options.Lane.Port = port, clusterPort: clusterPort);
        await owner.SendAsync(10, 5);
        var (neverSent, fateUnknown) = await owner.LostAsync();
        Assert.Equal(LaneOwner.Ids(0, 15), fateUnknown.Concat(neverSent));
        Assert.InRange(fateUnknown.Length, 10, 15); // Those behind were written where the old process was, as far as a carrier can tell.
        Assert.Empty(next.Arrived);
    }

    [Fact]
    public async Task Process_GoneForGood_EndsTheLinkAfterResumeFor()
    {
        await using var client = await StartAsync(options => options.Lane.ResumeFor = TimeSpan.FromSeconds(1));
        LaneOwner owner;
        await using (var server = await StartAsync(deliver: (_, _) => { }))
        {
            owner = new LaneOwner(client, server.Hub.Address);
            await owner.SendAsync(0, 10);
            await client.Until(() => server.Arrived.Count == 10, "the messages to arrive");
        }

        var (neverSent, fateUnknown) = await owner.LostAsync();
        Assert.Empty(neverSent);
        Assert.Equal(LaneOwner.Ids(0, 10), fateUnknown);
    }

    [Fact]
    public async Task Idle_LongerThanResumeFor_StaysUp()
    {
        await using var server = await StartAsync(options => options.Lane.ResumeFor = TimeSpan.FromMilliseconds(1_500));
        await using var client = await StartAsync(options => options.Lane.ResumeFor = TimeSpan.FromMilliseconds(1_500));
        var owner = new LaneOwner(client, server.Hub.Address);
        await owner.SendAsync(0, 1);
        await owner.AnsweredAsync(1);
        await Task.Delay(TimeSpan.FromSeconds(4)); // What is tested is that time passes in which nothing is sent: well over twice ResumeFor.
        Assert.False(owner.Link.HasEnded);
        await owner.SendAsync(1, 1);
        await owner.AnsweredAsync(2);
    }

    /// <summary>Sets the options that make a node use the carrier.</summary>
    protected abstract void Configure(ActorInputOptions options);

    private Task<LaneNode> StartAsync(
        Action<ActorInputOptions>? configure = null, Action<IWireMessage, IActorRef>? deliver = null, int clusterPort = 0) => LaneNode.StartAsync(
        options =>
        {
            Configure(options);
            configure?.Invoke(options);
        },
        deliver,
        clusterPort);

    /// <summary>Watches the senders of messages that must be dropped with them, as an emulator does, and answers nothing.</summary>
    private sealed class Queue(AsyncBox<string> seen) : UntypedActor
    {
        private readonly Dictionary<IActorRef, string> _ids = [];

        protected override void OnReceive(object message)
        {
            if (message is SendInput { Terms.DropWithSender: true } input)
            {
                Context.Watch(Sender);
                _ids[Sender] = input.Terms.Id!;
                seen.Add($"watched {input.Terms.Id}");
            }
            else if (message is Terminated gone)
            {
                seen.Add($"gone {_ids[gone.ActorRef]}");
            }
        }
    }
}
