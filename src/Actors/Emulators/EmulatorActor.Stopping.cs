using ActorInput.Actors.Common;
using ActorInput.Actors.Pool;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Cluster.Sharding;

namespace ActorInput.Actors.Emulators;

/// <summary>How an emulator ends that nobody takes over.</summary>
internal sealed partial class EmulatorActor
{
    private const string DrainTimer = "drain";
    private static readonly Refusal Stopping = new(InputOutcome.NotApplied, ReplyCode.ShuttingDown, "The emulator is stopping.");
    private bool _isTooLate;

    private Refusal UnknownId => new(InputOutcome.NotApplied, ReplyCode.UnknownEmulator, $"The fleet has no emulator '{_id}'.");

    /// <summary>Whether an instance before this one had begun to leave.</summary>
    private bool IsLeaving => ReferenceEquals(_desk.Closed, Stopping) || ReferenceEquals(_desk.Closed, Moving);

    private void Drain()
    {
        if (_services.HasPeers())
        {
            Depart();
            return;
        }

        _desk.Closed = Stopping;
        Enter(EmulatorState.Stopped, Stopping.Detail);
        Become(Draining);
        Timers.StartSingleTimer(DrainTimer, DrainTick.Instance, _options.DrainTimeout);
        Self.Tell(StopEmulator.Instance);
    }

    /// <summary>An id that the fleet does not have: sharding makes an entity for any name that is asked for, so it says so and goes.</summary>
    private void Unknown(object message)
    {
        switch (message)
        {
            case SendInput or SendBatch or WriteGame:
                OnReceive(message);
                break;
            case IWithEmulatorId:
                Sender.Tell(new RequestFailed(_id, ReplyCode.UnknownEmulator, UnknownId.Detail));
                break;
            case StopEmulator:
                Context.Stop(Self);
                return;
            default:
                Unhandled(message);
                break;
        }

        Context.Parent.Tell(new Passivate(StopEmulator.Instance));
    }

    /// <summary>Stopping: what is accepted is sent or answered, nothing new is taken.</summary>
    private void Draining(object message)
    {
        switch (message)
        {
            case DrainTick:
                GiveUp();
                break;
            case StopEmulator:
                break;
            default:
                OnReceive(message);
                AnswerIfTooLate();
                break;
        }

        if (_desk.Unanswered == 0 && _desk.Queue.IsEmpty && _desk.Queue.Unsettled.Count == 0)
            Leave();
    }

    /// <summary>The time to stop in is over.</summary>
    private void GiveUp()
    {
        _isTooLate = true;
        _line.Close();
        AnswerIfTooLate();
    }

    /// <summary>What comes back once the time is over does not go again.</summary>
    private void AnswerIfTooLate()
    {
        if (_isTooLate)
            _desk.AnswerWaiting(Stopping);
    }

    private void Leave()
    {
        _services.Pool.Tell(new PoolMessages.ReturnSlot(_id));
        Context.Stop(Self);
    }

    private sealed record DrainTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly DrainTick Instance = new();
    }
}
