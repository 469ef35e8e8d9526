using ActorInput.Actors.Routing;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Routing;

/// <summary>
/// An owner that leaves as the real one does: it keeps inputs for a while, gives back those that it did not press, and stops once the router sends it
/// nothing more. Its presses go into the ledger that all owners of the emulator share.
/// </summary>
internal sealed class MovingOwner : UntypedActor
{
    private readonly EmulatorId _id;
    private readonly string _node;
    private readonly IActorRef _router;
    private readonly List<string> _ledger;
    private readonly Queue<(SendInput Input, IActorRef ReplyTo)> _queue = new();
    private bool _leaving;

    public MovingOwner(EmulatorId id, string node, IActorRef router, List<string> ledger) => (_id, _node, _router, _ledger) = (id, node, router, ledger);

    protected override void PreStart() => _router.Tell(new RouterMessages.Arrived(_id));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case IWithEmulatorId request when _leaving:
                _router.Tell(new RouterMessages.Returned(request, Sender));
                break;
            case SendInput input:
                _queue.Enqueue((input, Sender));
                // Two inputs always wait, so that a move has something to give back.
                while (_queue.Count > 2)
                    Press();
                Self.Tell("press", ActorRefs.NoSender);
                break;
            case "press" when !_leaving && _queue.Count > 0:
                Press();
                break;
            case "press":
                break;
            case Locate:
                Sender.Tell(new Located(_id, _node, 1));
                break;
            case "leave":
                _leaving = true;
                _router.Tell(new RouterMessages.Departing(_id));
                while (_queue.TryDequeue(out var waiting))
                    _router.Tell(new RouterMessages.Returned(waiting.Input, waiting.ReplyTo));
                break;
            case RouterMessages.Departed:
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Press()
    {
        var (input, replyTo) = _queue.Dequeue();
        lock (_ledger)
            _ledger.Add(input.Terms.Id!);
        replyTo.Tell(new InputReply(_id, InputOutcome.Applied, 1, 1, 1, _ledger.Count, TimeSpan.Zero));
    }
}
