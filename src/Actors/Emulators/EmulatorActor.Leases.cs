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

/// <summary>Who holds the emulator: the <see cref="LeaseDesk"/> decides, here is what follows for the queue, the fleet and the broker.</summary>
internal sealed partial class EmulatorActor
{
    private const string LeaseTimer = "lease";
    private const string BeginTimer = "leaseBegin";

    private static readonly Refusal LeasedBefore = new(InputOutcome.NotApplied, ReplyCode.Leased, "The emulator was leased to another before it was sent.");

    private bool _clears;

    /// <summary>Who may press; handed on to the next instance with the desk.</summary>
    private LeaseDesk Leases { get; set; }

    /// <summary>Goes on with a lease that another owner granted.</summary>
    private void RestoreLease(LeaseRecord? record)
    {
        if (record is null || !Leases.Restore(record))
            return;
        WatchLease();
        if (Leases.Lease is not null)
            AnswerOthers();
    }

    /// <summary>True when the message was one about leases.</summary>
    private bool OnLease(object message)
    {
        if (message is not (OfferLease or RenewLease or ReleaseLease or EndLease or GetLease or LeaseTick or BeginTick))
            return false;
        if (_entry is null)
        {
            Stash.Stash(); // What was leased before is not known yet.
            return true;
        }

        if (Leases.Expire())
            LeaseEnded();
        switch (message)
        {
            case OfferLease offer:
                OnOffer(offer.Lease);
                Sender.Tell(LeaseReport());
                break;
            case EndLease end:
                if (Leases.End(end.Token))
                    LeaseEnded();
                Sender.Tell(LeaseReport());
                break;
            case RenewLease renew:
                Answer(Leases.Renew(renew.Token, renew.Duration), LeaseChanged, () => new LeaseGranted(renew.Token, Leases.ExpiresIn));
                break;
            case ReleaseLease release:
                Answer(Leases.Release(release.Token), LeaseEnded, () => new LeaseEnded(_id, release.Token.Epoch));
                break;
            case GetLease:
                Sender.Tell(LeaseReport());
                break;
            case BeginTick:
                ClearForLease();
                break;
            default:
                WatchLease();
                break;
        }

        return true;
    }

    private void OnOffer(LeaseEntry offer)
    {
        if (offer.ExpiresAt is not null)
        {
            // It stood already, with an owner of whose last record this one does not know. Whatever stands of an earlier epoch has ended.
            if (!Leases.Restore(new LeaseRecord(_id, offer.Epoch, offer)))
                return;
            LeaseEnded();
            AnswerOthers();
        }
        else if (_state is not (EmulatorState.Quarantined or EmulatorState.Stopped) && Leases.Grant(offer, isPending: _desk.Queue.Has(IsOfAnother)))
        {
            LeaseChanged();
            WatchBegin();
        }
    }

    /// <summary>
    /// Whether it changes the game and was accepted before the lease that stands. A lease begins when nothing of that kind is left: then the
    /// emulator is its holder's alone.
    /// </summary>
    private bool IsOfAnother(WorkItem item) => item switch
    {
        QueuedInput input => !IsOfHolder(input.Terms.Lease),
        QueuedCommand { Request: IWithLease or RunBatch } command => !IsOfHolder(TokenOf(command.Request)),
        _ => false,
    };

    /// <summary>
    /// The game started anew. What its holder has waiting was meant for the game before and is answered so; when nothing of that waits, the next
    /// that it sends is.
    /// </summary>
    private void TellHolderOfLostGame()
    {
        if (Leases.LoseGame() is not { } lost || !_desk.Queue.Has(IsMeantForOldGame))
            return;
        _ = Leases.TellHolder(Leases.Lease!.Token.Value);
        _desk.AnswerWaiting(IsMeantForOldGame, lost);
        _desk.AnswerCommands(IsMeantForOldGame, lost);
    }

    private bool IsMeantForOldGame(WorkItem item) => item switch
    {
        QueuedInput input => IsOfHolder(input.Terms.Lease),
        QueuedExecution { Run: { Start: null } run } => IsOfHolder(run.Terms.Lease),
        QueuedCommand { Request: IWithLease and not (ResetGame or LoadCheckpoint) } command => IsOfHolder(TokenOf(command.Request)),
        _ => false,
    };

    private bool IsOfHolder(string? token) => token is not null && Leases.Stands(token);

    private void WatchBegin()
    {
        _clears = false;
        if (!Leases.IsPending)
            Timers.Cancel(BeginTimer);
        else if (_services.Settings.Lease.BeginWithin > TimeSpan.Zero)
            Timers.StartSingleTimer(BeginTimer, BeginTick.Instance, _services.Settings.Lease.BeginWithin);
        else
            ClearForLease();
    }

    /// <summary>The time in which others' inputs are still pressed is over: what waits is answered, and what is in flight ends as soon as it can.</summary>
    private void ClearForLease()
    {
        if (!Leases.IsPending)
            return;
        _clears = true;
        AnswerOthers();
        if (_desk.Queue.Outstanding?.Command is QueuedExecution running && IsOfAnother(running))
            running.Stop(ExecutionStatus.Cancelled, new SessionFailure(LeasedBefore.Code, LeasedBefore.Detail));
    }

    /// <summary>Answers what others have waiting, as not applied.</summary>
    private void AnswerOthers()
    {
        var refusal = LeasedBefore with { RetryAfter = Leases.ExpiresIn };
        _desk.AnswerWaiting(IsOfAnother, refusal);
        _desk.AnswerCommands(IsOfAnother, refusal);
    }

    /// <summary>Begins the pending lease once nothing of others is left. Looked at after each message, because whatever ends an input may be the last.</summary>
    private void BeginLeaseOnceClear()
    {
        if (!Leases.IsPending)
            return;
        if (_clears)
            AnswerOthers(); // Also what came back from a request that was in flight.
        if (_desk.Queue.Has(IsOfAnother))
            return;
        Timers.Cancel(BeginTimer);
        Leases.Begin();
        LeaseChanged();
    }

    /// <summary>Refuses a command of one who does not hold the emulator; false when it may go on.</summary>
    private bool RefuseLease(IWithEmulatorId request)
    {
        if (request is not IWithLease command)
            return false;
        if ((Leases.Check(command.Lease) ?? Leases.TellHolder(command.Lease, startsAnew: request is ResetGame or LoadCheckpoint)) is not { } refusal)
            return false;
        Sender.Tell(new RequestFailed(_id, refusal.Code, refusal.Detail));
        return true;
    }

    /// <summary>
    /// Answers what still waits under a lease that has ended, so that the next holder gets an emulator on which nothing of an earlier one is
    /// pressed. What was accepted without a lease is not touched.
    /// </summary>
    private void AnswerStale()
    {
        var refusal = new Refusal(InputOutcome.NotApplied, ReplyCode.StaleLease, "Its lease ended before it was sent.");
        _desk.AnswerWaiting(input => input.Terms.Lease is { } token && !Leases.Stands(token), refusal);
        _desk.AnswerCommands(command => TokenOf(command.Request) is { } token && !Leases.Stands(token), refusal);
    }

    private static string? TokenOf(IWithEmulatorId request) => request switch
    {
        IWithLease command => command.Lease,
        RunBatch run => run.Terms.Lease,
        _ => null,
    };

    private void LeaseEnded()
    {
        AnswerStale();
        LeaseChanged();
    }

    private void LeaseChanged()
    {
        WatchLease();
        Write(_entry! with { Leases = Leases.Record });
        _log.Debug("The lease of {Emulator} is {Lease} in epoch {Epoch}", _id, Leases.Lease?.Token, Leases.Epoch);
        ReportLease();
    }

    /// <summary>Tells the broker. Lost, it is told again when the broker asks.</summary>
    private void ReportLease()
    {
        if (_entry is not null)
            _services.LeaseBroker().Tell(LeaseReport(), Self);
    }

    private LeaseReport LeaseReport() => new(Leases.Record, _state) { Cartridge = _line.Session?.Info?.Cartridge, IsPending = Leases.IsPending };

    private void WatchLease()
    {
        (_desk.Queue.Gauge.Leased, _desk.Queue.Gauge.MayMove) = (Leases.Lease is not null, Leases.Lease?.MayMove == true);
        if (Leases.Lease is null || Leases.IsPending)
            Timers.Cancel(LeaseTimer);
        else
            Timers.StartSingleTimer(LeaseTimer, LeaseTick.Instance, Leases.ExpiresIn + TimeSpan.FromMilliseconds(1));
    }

    private void Answer(Refusal? refusal, Action done, Func<object> answer)
    {
        if (refusal is not null)
        {
            Sender.Tell(new RequestFailed(_id, refusal.Code, refusal.Detail));
            return;
        }

        done();
        Sender.Tell(answer());
    }

    private sealed record BeginTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly BeginTick Instance = new();
    }

    private sealed record LeaseTick : INotInfluenceReceiveTimeout, INoSerializationVerificationNeeded
    {
        public static readonly LeaseTick Instance = new();
    }
}
