using System.Collections.Concurrent;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Lane;
using ActorInput.Actors.Tests.Wire;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Lane;

/// <summary>A node with a lane. By default an actor of it answers an input with Applied and the input's id as detail.</summary>
internal sealed class LaneNode : IAsyncDisposable
{
    private static readonly EmulatorId Emulator = EmulatorId.Parse("emu-1");
    private static readonly InputSequence Press = InputSequence.Parse("A B A");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly WireNode _node;

    private LaneNode(WireNode node, LaneHub hub)
    {
        _node = node;
        Hub = hub;
    }

    public LaneHub Hub { get; }

    public ExtendedActorSystem System => _node.System;

    public LogLines Log => _node.Log;

    public int ClusterPort => _node.Port;

    /// <summary>The ids of the inputs that arrived, in order.</summary>
    public ConcurrentQueue<string> Arrived { get; } = new();

    public static async Task<LaneNode> StartAsync(
        Action<ActorInputOptions>? configure = null, Action<IWireMessage, IActorRef>? deliver = null, int clusterPort = 0)
    {
        var options = new ActorInputOptions();
        configure?.Invoke(options);
        Assert.Empty(options.Validate());
        var node = await WireNode.StartAsync(options, port: clusterPort);
        LaneNode? self = null;
        var answering = node.System.ActorOf(Props.Create(() => new Answering()));
        var hub = LaneHub.Start(node.System, options.ForLane, TimeProvider.System, (message, replyTo) =>
        {
            self!.Arrived.Enqueue(IdOf(message));
            if (deliver is null)
                answering.Tell(message, replyTo);
            else
                deliver(message, replyTo);
        });
        return self = new LaneNode(node, hub);
    }

    public static SendInput Input(int number, bool dropWithSender = false) =>
        new(Emulator, Press, new InputTerms { Id = $"{number}", DropWithSender = dropWithSender });

    public static string IdOf(IWireMessage message) => (message as SendInput)?.Terms.Id ?? message.GetType().Name;

    public static InputReply Reply(IWireMessage message, ReplyCode code = ReplyCode.None) =>
        new(Emulator, code == ReplyCode.None ? InputOutcome.Applied : InputOutcome.NotApplied, 0, 0, 1, 1, TimeSpan.Zero) { Code = code, Detail = IdOf(message) };

    /// <summary>An actor that passes on all messages.</summary>
    public IActorRef Listener(Action<object> told) => System.ActorOf(Props.Create(() => new Listening(told)));

    /// <summary>Waits until a condition is true.</summary>
    public Task Until(Func<bool> isSo, string what) =>
        Awaiting.UntilAsync(isSo, Bound, what, () => $"The log says:\n{string.Join('\n', Log.All)}");

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await _node.DisposeAsync();
    }

    private sealed class Answering : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(Reply((IWireMessage)message));
    }

    private sealed class Listening(Action<object> told) : UntypedActor
    {
        protected override void OnReceive(object message) => told(message);
    }
}
