using ActorInput.Actors.Leases;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>
/// An agent that acquires, presses and releases again and again, and now and then dies at some point. It presses a wait whose frames are the lease's
/// epoch, so that the game's record shows who pressed.
/// </summary>
internal sealed class CyclingAgent : UntypedActor
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(2);
    private readonly string _name;
    private readonly int _cycles;
    private readonly IActorRef _broker;
    private readonly IActorRef _emulators;
    private readonly LeaseJudge _judge;
    private readonly Random _random;
    private readonly HashSet<LeaseToken> _seen = [];
    private AcquireLease? _request;
    private LeaseToken? _lease;
    private int _presses;
    private int _done;

    public CyclingAgent(string name, int seed, int cycles, IActorRef broker, IActorRef emulators, LeaseJudge judge)
    {
        (_name, _cycles, _broker, _emulators, _judge) = (name, cycles, broker, emulators, judge);
        _random = new Random(seed);
    }

    protected override void PreStart() => Acquire();

    protected override void PostStop()
    {
        if (_lease is not null)
            _judge.Leaves(_name, _lease);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LeaseGranted granted:
                OnGranted(granted);
                break;
            case LeaseRefused { Code: ReplyCode.ShuttingDown }:
            case ReceiveTimeout:
                if (_request is not null)
                    _broker.Tell(_request);
                break;
            case LeaseRefused refused:
                _judge.Faults.Enqueue($"{_name} was refused: {refused.Code}, {refused.Detail}");
                break;
            case InputReply reply:
                OnReply(reply);
                break;
            case RequestFailed failed when failed.Code != ReplyCode.StaleLease:
                _judge.Faults.Enqueue($"{_name}: {failed.Code}, {failed.Detail}");
                break;
            case LeaseEnded ended when ended.Emulator == _lease?.Emulator && ended.Epoch == _lease.Epoch:
                OnReleased();
                break;
        }
    }

    private void Acquire()
    {
        _request = new AcquireLease($"{_name}/{_done}") { Timeout = TimeSpan.FromMinutes(5), Duration = TimeSpan.FromMinutes(10), Agent = AgentPath.Of(Self) };
        _broker.Tell(_request);
        SetReceiveTimeout(AskAgainAfter);
        DieSometimes(); // While it waits.
    }

    private void OnGranted(LeaseGranted granted)
    {
        if (!_seen.Add(granted.Token))
            return;
        if (_request is null)
        {
            _emulators.Tell(new ReleaseLease(granted.Token)); // It asked twice over a fail-over, and the second answer came late.
            return;
        }

        _judge.Takes(_name, granted.Token);
        (_request, _lease, _presses) = (null, granted.Token, _random.Next(1, 4));
        SetReceiveTimeout(null);
        if (DieSometimes()) // While it holds.
            return;
        for (var i = 0; i < _presses; i++)
            Press(InputPriority.Interactive);
        DieSometimes(); // With inputs under way.
    }

    private void OnReply(InputReply reply)
    {
        if (reply.Outcome == InputOutcome.Applied)
            _judge.Pressed();
        else if (reply.Code != ReplyCode.StaleLease)
            _judge.Faults.Enqueue($"{_name}: {reply.Outcome}, {reply.Code}, {reply.Detail}");
        if (--_presses != 0)
            return;
        Press(InputPriority.Bulk); // Whose fate is left to the release that follows at once.
        _judge.Leaves(_name, _lease!);
        _emulators.Tell(new ReleaseLease(_lease!));
    }

    private void OnReleased()
    {
        _lease = null;
        _judge.Cycled();
        if (++_done < _cycles)
            Acquire();
        else
            Context.Stop(Self);
    }

    private void Press(InputPriority priority) => _emulators.Tell(new SendInput(
        _lease!.Emulator,
        InputSequence.Parse($"WAIT:{_lease.Epoch}"),
        new InputTerms { Lease = _lease.Value, Priority = priority }));

    private bool DieSometimes()
    {
        if (_random.Next(60) != 0)
            return false;
        _judge.Died();
        Context.Stop(Self);
        return true;
    }
}
