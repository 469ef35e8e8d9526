using ActorInput.Actors.Common;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Emulators;

/// <summary>
/// The leases of an emulator. The <see cref="LeaseDesk"/> decides who holds it; this class applies that to accepted inputs, and tells the fleet and
/// the broker.
/// </summary>
/// <param name="emulator">The emulator.</param>
internal sealed class EmulatorLeases(OwnedEmulator emulator)
{
    private static readonly Refusal LeasedBefore = new(InputOutcome.NotApplied, ReplyCode.Leased, "The emulator was leased to another before it was sent.");

    private static readonly Refusal Ended = new(InputOutcome.NotApplied, ReplyCode.StaleLease, "Its lease ended before it was sent.");

    private bool _clears;

    private LeaseDesk Leases => emulator.LeaseDesk;

    /// <summary>Handles a message about a lease, or a lease's timer.</summary>
    public void On(object message, IActorRef sender)
    {
        if (Leases.Expire())
            End();
        switch (message)
        {
            case OfferLease offer:
                Offer(offer.Lease);
                sender.Tell(Reported(), emulator.Self);
                break;
            case EndLease end:
                if (Leases.End(end.Token))
                    End();
                sender.Tell(Reported(), emulator.Self);
                break;
            case RenewLease renew:
                var notRenewed = Leases.Renew(renew.Token, renew.Duration);
                if (notRenewed is null)
                    Change();
                Answer(sender, notRenewed, () => new LeaseGranted(renew.Token, Leases.ExpiresIn));
                break;
            case ReleaseLease release:
                var notReleased = Leases.Release(release.Token);
                if (notReleased is null)
                    End();
                Answer(sender, notReleased, () => new LeaseEnded(emulator.Id, release.Token.Epoch));
                break;
            case GetLease:
                sender.Tell(Reported(), emulator.Self);
                break;
            case EmulatorTimers.BeginTick:
                Clear();
                break;
            default:
                Watch();
                break;
        }
    }

    /// <summary>Tells the broker. If the message is lost, the broker asks and is told again.</summary>
    public void Report()
    {
        if (emulator.Game.Entry is not null)
            emulator.Services.LeaseBroker().Tell(Reported(), emulator.Self);
    }

    /// <summary>Why a command is refused because its sender does not hold the emulator; null if it is not.</summary>
    public Refusal? WhyNot(IWithEmulatorId request) => request is IWithLease command
        ? Leases.Check(command.Lease) ?? Leases.TellHolder(command.Lease, startsAnew: request is ResetGame or LoadCheckpoint)
        : null;

    /// <summary>Goes on with a lease that another owner granted.</summary>
    public void Restore(LeaseRecord? record)
    {
        if (record is null || !Leases.Restore(record))
            return;
        Watch();
        if (Leases.Lease is not null)
            AnswerOthers();
    }

    /// <summary>Watches the present lease: sets the timer for its end, and reports it to others.</summary>
    public void Watch()
    {
        (emulator.Desk.Queue.Gauge.Leased, emulator.Desk.Queue.Gauge.MayMove) = (Leases.Lease is not null, Leases.Lease?.MayMove == true);
        emulator.Timers.WatchLease(Leases.Lease is null || Leases.IsPending ? null : Leases.ExpiresIn);
    }

    /// <summary>Limits how long a pending lease waits for others' inputs.</summary>
    public void WatchBegin()
    {
        _clears = false;
        var within = emulator.Services.Settings.Lease.BeginWithin;
        var waits = Leases.IsPending && within > TimeSpan.Zero;
        emulator.Timers.WatchBegin(waits ? within : null);
        if (!waits)
            Clear();
    }

    /// <summary>
    /// Begins the pending lease once no input of others is left. It is checked after each message, because any message can end the last of them.
    /// </summary>
    public void BeginOnceClear()
    {
        if (!Leases.IsPending)
            return;
        if (_clears)
            AnswerOthers(); // Also what came back from a request that was in flight.
        if (emulator.Desk.Queue.Has(IsOfAnother))
            return;
        emulator.Timers.WatchBegin(null);
        Leases.Begin();
        Change();
    }

    /// <summary>
    /// Answers inputs that still wait under a lease that has ended, so that no input of an earlier holder is pressed for the next one. Inputs that
    /// were accepted without a lease stay.
    /// </summary>
    public void AnswerStale()
    {
        emulator.Desk.Answers.AnswerWaiting(input => input.Terms.Lease is { } token && !Leases.Stands(token), Ended);
        emulator.Desk.Answers.AnswerCommands(command => TokenOf(command.Request) is { } token && !Leases.Stands(token), Ended);
    }

    /// <summary>
    /// Called when the game started anew. Waiting inputs of the holder were meant for the game before and are refused with that reason; if none
    /// waits, the holder's next input is.
    /// </summary>
    public void LoseGame()
    {
        if (Leases.LoseGame() is not { } lost || !emulator.Desk.Queue.Has(IsMeantForOldGame))
            return;
        _ = Leases.TellHolder(Leases.Lease!.Token.Value);
        emulator.Desk.Answers.AnswerWaiting(IsMeantForOldGame, lost);
        emulator.Desk.Answers.AnswerCommands(IsMeantForOldGame, lost);
    }

    /// <summary>
    /// Takes an offer of a lease. An accepted offer is reported twice on purpose: in the answer to the broker that made it, and by
    /// <see cref="Report"/> to the present broker. If the broker has moved meanwhile these are two, and the new one must know the lease: the agent
    /// asks it again, and would otherwise get another emulator while this one stays leased until the time is up.
    /// </summary>
    private void Offer(LeaseEntry offer)
    {
        if (offer.ExpiresAt is not null)
        {
            // The lease was already granted by an owner whose last record this owner does not have. A lease of an earlier epoch has ended.
            if (!Leases.Restore(new LeaseRecord(emulator.Id, offer.Epoch, offer)))
                return;
            End();
            AnswerOthers();
        }
        else if (emulator.State is not (EmulatorState.Quarantined or EmulatorState.Stopped) && Leases.Grant(offer, isPending: emulator.Desk.Queue.Has(IsOfAnother)))
        {
            Change();
            WatchBegin();
        }
    }

    private void End()
    {
        AnswerStale();
        Change();
    }

    private void Change()
    {
        Watch();
        emulator.Write(emulator.Game.Lease(Leases.Record));
        emulator.Log.Debug("The lease of {Emulator} is {Lease} in epoch {Epoch}", emulator.Id, Leases.Lease?.Token, Leases.Epoch);
        Report();
    }

    private LeaseReport Reported() =>
        new(Leases.Record, emulator.State) { Cartridge = emulator.Line.Session?.Info.Cartridge, IsPending = Leases.IsPending };

    private void Answer(IActorRef sender, Refusal? refusal, Func<object> answer) =>
        sender.Tell(refusal is null ? answer() : new RequestFailed(emulator.Id, refusal.Code, refusal.Detail), emulator.Self);

    /// <summary>
    /// Called when the time is over in which others' inputs are still pressed: waiting ones are answered, and one in flight ends as soon as it can.
    /// </summary>
    private void Clear()
    {
        if (!Leases.IsPending)
            return;
        _clears = true;
        AnswerOthers();
        if (emulator.Desk.Queue.Outstanding?.Command is QueuedExecution running && IsOfAnother(running))
            running.Stop(ExecutionStatus.Cancelled, new SessionFailure(LeasedBefore.Code, LeasedBefore.Detail));
    }

    /// <summary>Answers others' waiting inputs as not applied.</summary>
    private void AnswerOthers()
    {
        var refusal = LeasedBefore with { RetryAfter = Leases.ExpiresIn };
        emulator.Desk.Answers.AnswerWaiting(IsOfAnother, refusal);
        emulator.Desk.Answers.AnswerCommands(IsOfAnother, refusal);
    }

    /// <summary>
    /// Whether an item changes the game and was accepted before the present lease. A lease begins when no such item is left; from then on only the
    /// holder presses.
    /// </summary>
    private bool IsOfAnother(WorkItem item) => item switch
    {
        QueuedInput input => !IsOfHolder(input.Terms.Lease),
        QueuedCommand { Request: IWithLease or RunBatch } command => !IsOfHolder(TokenOf(command.Request)),
        _ => false,
    };

    private bool IsMeantForOldGame(WorkItem item) => item switch
    {
        QueuedInput input => IsOfHolder(input.Terms.Lease),
        QueuedExecution { Run: { Start: null } run } => IsOfHolder(run.Terms.Lease),
        QueuedCommand { Request: IWithLease and not (ResetGame or LoadCheckpoint) } command => IsOfHolder(TokenOf(command.Request)),
        _ => false,
    };

    private bool IsOfHolder(string? token) => token is not null && Leases.Stands(token);

    private static string? TokenOf(IWithEmulatorId request) => request switch
    {
        IWithLease command => command.Lease,
        RunBatch run => run.Terms.Lease,
        _ => null,
    };
}
