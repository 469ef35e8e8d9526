using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Common;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>
/// A model of the surroundings of an emulator's phase: a session, a queue, requests, the fleet. It does what a phase asks for, and keeps its own
/// record of what happened; the phase is checked against the record after each event.
/// </summary>
internal sealed class PhaseWorld(bool hasHandover, bool waitsWhenUncertain, bool hasPeers)
{
    private const int Needed = 3;
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly SessionFailure Failure = new(ReplyCode.ServerError, "scripted");
    private readonly StoredHandover _handover = new([1], 1, new EmulatorHandover(Emu));
    private EmulatorPhase _phase = new EmulatorPhase.Reading();
    private bool _hasHandover = hasHandover;
    private bool _isUncertain;
    private int _slots;
    private readonly HashSet<string> _playedIn = [];

    // What was done in the present slot.
    private PoolMessages.SlotGranted? _slot;
    private bool _isClaimed;
    private bool _isPlaced;
    private bool _isPublished;
    private bool _isOpen;

    // The requests in flight, by the session that sent them, and the inputs that wait.
    private readonly List<int> _inFlight = [];
    private int _sessionNumber;
    private int _waiting;
    private bool _isHeld = true;
    private bool _isStageBusy;
    private bool _isStopping;
    private bool _isHandedOver;
    private int _good;

    /// <summary>The events that may happen, in any order. Most of them matter in some phases only; in all others they must change nothing.</summary>
    public enum Event
    {
        Read,
        ReadUnknown,
        Grant,
        GrantUsed,
        GrantStatic,
        DenyForRoom,
        DenyQuarantine,
        DenyFailed,
        Opened,
        NotOpened,
        Placed,
        NotPlaced,
        Written,
        Accept,
        Take,
        ReturnGood,
        ReturnFailed,
        ReturnRefused,
        ReturnUnknown,
        ReturnLost,
        ReturnReset,
        GoOn,
        LoseSlot,
        LoseOtherSlot,
        Stop,
        TimeIsUp,
        Parted,
        Saved,
        Reclaimed,
        NotReclaimed,
        Crash,
    }

    /// <summary>The present phase.</summary>
    public EmulatorPhase Phase => _phase;

    private bool InFlight => _inFlight.Count > 0;

    private GameDoubt Doubt => !_isUncertain ? GameDoubt.None : waitsWhenUncertain ? GameDoubt.WaitsForReset : GameDoubt.Noted;

    /// <summary>Lets an event happen.</summary>
    public void Do(Event happens)
    {
        if (_phase is EmulatorPhase.Left)
        {
            Check(ReferenceEquals(Next(happens), _phase), "a phase after the end does not change any more");
            return;
        }

        switch (happens)
        {
            case Event.Accept:
                if (_phase.Standing.Closed is null)
                    _waiting++;
                break;
            case Event.Take:
                Take();
                break;
            case >= Event.ReturnGood and <= Event.ReturnReset:
                Return(happens);
                break;
            case Event.Opened or Event.NotOpened when _isOpen || _isClaimed || _phase.Life is not EmulatorPhase.Opening:
                break; // The actor drops the word of a session that is closed.
            case Event.Placed or Event.NotPlaced when _phase.Life is not EmulatorPhase.Placing:
                break;
            case Event.Reclaimed when _phase is EmulatorPhase.Reclaiming:
                (_isOpen, _isClaimed) = (true, true);
                Happen(happens);
                break;
            default:
                Happen(happens);
                break;
        }

        if (_phase.GivesUp)
            _waiting = 0;
        if (_phase is EmulatorPhase.Draining or EmulatorPhase.Departing && _waiting == 0 && !InFlight)
            Enter(PhaseTransitions.Emptied(_phase));
        Verify();
    }

    /// <summary>Lets everything happen that the emulator waits for, without further failures.</summary>
    public void Settle()
    {
        for (var i = 0; i < 400; i++)
        {
            switch (_phase)
            {
                case EmulatorPhase.Departing when !InFlight && _waiting == 0:
                    Do(Event.Parted);
                    break;
                case EmulatorPhase.Reclaiming:
                    Do(Event.Reclaimed);
                    break;
                case EmulatorPhase.Saving:
                    Do(Event.Saved);
                    break;
                case EmulatorPhase.Parting:
                    Do(Event.Written);
                    break;
                case EmulatorPhase.Left or EmulatorPhase.Unknown:
                    return;
                default:
                    if (InFlight)
                        Do(Event.ReturnGood);
                    else if (_phase.MaySend && _waiting > 0)
                        Do(Event.Take);
                    else if (_phase.MaySend && !_isStopping)
                        return;
                    else
                        Do(Awaited());
                    break;
            }
        }

        Check(false, "an emulator plays or ends once everything has happened that it waits for");
    }

    private Event Awaited() => _phase.Life switch
    {
        EmulatorPhase.Reading => Event.Read,
        EmulatorPhase.Seeking or EmulatorPhase.Denied => Event.Grant,
        EmulatorPhase.Opening => Event.Opened,
        EmulatorPhase.Placing => Event.Placed,
        EmulatorPhase.Publishing => Event.Written,
        EmulatorPhase.Faulted => Event.GoOn,
        var phase => throw new InvalidOperationException($"{phase.GetType().Name} waits for nothing."),
    };

    private void Happen(Event happens)
    {
        switch (happens)
        {
            case Event.Opened:
                (_isOpen, _isClaimed) = (true, true);
                break;
            case Event.Placed:
                _isPlaced = true;
                break;
            case Event.Written:
                _isPublished |= _phase.Life is EmulatorPhase.Publishing;
                break;
            case Event.TimeIsUp when _isStopping:
                Close();
                break;
            case Event.TimeIsUp:
                return; // Its timer starts with the end.
        }

        var stops = happens == Event.Stop && _phase is not EmulatorPhase.Inheriting;
        if (happens == Event.Crash)
            (_isHeld, _isStageBusy) = (true, false); // The stage ends with the actor; the next one knows nothing of what is in flight.
        Enter(Next(happens));
        _isStopping |= stops;
        if ((happens == Event.Opened && _phase.Life is EmulatorPhase.Opening) || (happens == Event.Placed && _phase.Life is EmulatorPhase.Placing))
            Find();
    }

    private EmulatorPhase Next(Event happens) => happens switch
    {
        Event.Read => PhaseTransitions.Read(_phase, unknown: null),
        Event.ReadUnknown => PhaseTransitions.Read(_phase, new Refusal(InputOutcome.NotApplied, ReplyCode.UnknownEmulator, "unknown")),
        Event.Grant => PhaseTransitions.Granted(_phase, Slot(isStatic: false, isUsed: false)),
        Event.GrantUsed => PhaseTransitions.Granted(_phase, Slot(isStatic: false, isUsed: true)),
        Event.GrantStatic => PhaseTransitions.Granted(_phase, Slot(isStatic: true, isUsed: false)),
        Event.DenyForRoom => PhaseTransitions.Denied(_phase, new PoolMessages.SlotDenied(Emu, ReplyCode.NoCapacity, "full", TimeSpan.FromSeconds(1))),
        Event.DenyQuarantine => PhaseTransitions.Denied(_phase, new PoolMessages.SlotDenied(Emu, ReplyCode.Quarantined, "failed", TimeSpan.FromSeconds(1))),
        Event.DenyFailed => PhaseTransitions.Denied(_phase, new PoolMessages.SlotDenied(Emu, ReplyCode.ServerUnreachable, "gone", TimeSpan.FromSeconds(1))),
        Event.Opened => PhaseTransitions.Opened(_phase, null, _hasHandover ? _handover : null),
        Event.NotOpened => PhaseTransitions.Opened(_phase, Failure, _hasHandover ? _handover : null),
        Event.NotPlaced => PhaseTransitions.NotPlaced(_phase, Failure),
        Event.Written => PhaseTransitions.Written(_phase, Doubt),
        Event.GoOn => PhaseTransitions.GoOn(_phase, Doubt),
        Event.LoseSlot => PhaseTransitions.Lost(_phase, new PoolMessages.SlotLost(Emu, _slot?.Slot ?? "slot-0", Failure), InFlight),
        Event.LoseOtherSlot => PhaseTransitions.Lost(_phase, new PoolMessages.SlotLost(Emu, "another", Failure), InFlight),
        Event.Stop => PhaseTransitions.Stop(_phase, hasPeers),
        Event.TimeIsUp => PhaseTransitions.TimeIsUp(_phase),
        Event.Parted => PhaseTransitions.Parted(_phase),
        Event.Saved => PhaseTransitions.Saved(_phase),
        Event.Reclaimed => PhaseTransitions.Reclaimed(_phase, hasGame: true),
        Event.NotReclaimed => PhaseTransitions.Reclaimed(_phase, hasGame: false),
        Event.Crash => PhaseTransitions.Crashed(_phase, Failure, InFlight),
        _ => _phase,
    };

    private PoolMessages.SlotGranted Slot(bool isStatic, bool isUsed) => new(Emu, $"slot-{++_slots}", new Uri("http://game/"), isStatic, isUsed);

    private void Find()
    {
        if (_phase.Life is EmulatorPhase.Placing { Handover: not null })
            _hasHandover = false;
        Enter(PhaseTransitions.Found(_phase, null, Doubt));
        _hasHandover = false;
        if (_phase.Life.HasGame)
            _playedIn.Add(_slot!.Slot);
    }

    /// <summary>The stage takes waiting inputs once its last request has returned, if the queue allows it.</summary>
    private void Take()
    {
        if (_isHeld || _isStageBusy || _waiting == 0)
            return;
        Check(_phase.MaySend, "the queue is released only in phases that may send");
        Check(_isOpen, "inputs are sent over an open session");
        Check(!InFlight, "one request is in flight");
        _waiting--;
        _isStageBusy = true;
        _inFlight.Add(_sessionNumber);
    }

    private void Return(Event happens)
    {
        if (!InFlight)
            return;
        var session = _inFlight[0];
        _inFlight.RemoveAt(0);
        _isStageBusy = false;
        var isOfThisSession = session == _sessionNumber;
        if (happens is Event.ReturnFailed or Event.ReturnRefused or Event.ReturnUnknown or Event.ReturnLost)
        {
            _isHeld |= isOfThisSession;
            _isUncertain |= happens == Event.ReturnUnknown;
            if (happens != Event.ReturnUnknown && _phase is not EmulatorPhase.Departing { Sends: false })
                _waiting++; // It was not pressed and may go again.
        }

        if (_phase is not EmulatorPhase.Departing)
            Enter(PhaseTransitions.Returned(_phase, InFlight));
        if (session != _sessionNumber && _phase is not EmulatorPhase.Departing)
            return;
        switch (happens)
        {
            case Event.ReturnGood:
                var good = _phase is not EmulatorPhase.Draining { IsLate: true } && _phase.Life is EmulatorPhase.Playing { Standing.OneByOne: true } ? _good + 1 : 0;
                Enter(PhaseTransitions.Succeeded(_phase, 1, Needed));
                Check(good == 0 || _phase.Life.Standing.OneByOne == good < Needed, $"batches are sent again after {Needed} applied inputs in a row, not {good}");
                _good = good < Needed ? good : 0;
                break;
            case Event.ReturnReset:
                _isUncertain = false;
                Enter(PhaseTransitions.Cleared(_phase));
                break;
            default:
                var failure = happens == Event.ReturnRefused ? new SessionFailure(ReplyCode.InvalidRequest, "refused") : Failure;
                _good = 0;
                Enter(PhaseTransitions.Failed(_phase, failure, happens == Event.ReturnLost, Doubt));
                if (_phase.MaySend)
                    Release();
                break;
        }
    }

    /// <summary>Does what a new phase asks for, as the emulator's actor does.</summary>
    private void Enter(EmulatorPhase next)
    {
        var before = _phase;
        if (ReferenceEquals(next, before))
            return;
        _phase = next;
        Check(next.Life is not EmulatorPhase.Playing || before.Life is EmulatorPhase.Playing || Doubt != GameDoubt.WaitsForReset, "a game whose state is unknown waits for its reset");
        if (!ReferenceEquals(next.Life, before.Life))
        {
            switch (next.Life)
            {
                case EmulatorPhase.Seeking or EmulatorPhase.Denied:
                    Close();
                    _slot = null;
                    if (next.Life is EmulatorPhase.Denied)
                        _waiting = 0;
                    break;
                case EmulatorPhase.Opening opening:
                    Close();
                    (_slot, _isPlaced, _isPublished) = (opening.Slot, false, false);
                    break;
                case EmulatorPhase.Reclaiming reclaiming:
                    Check(_playedIn.Contains(reclaiming.Home.Slot), "what is reclaimed is a game that the emulator had");
                    Close();
                    (_slot, _isPlaced) = (reclaiming.Home, true);
                    break;
                case EmulatorPhase.Breaking:
                    _isHeld = true;
                    break;
                case EmulatorPhase.Uncertain or EmulatorPhase.Unknown:
                    _waiting = 0;
                    break;
                case EmulatorPhase.Playing { Good: 0 }:
                    _good = 0;
                    break;
                case EmulatorPhase.Departing when before is not EmulatorPhase.Departing:
                    _waiting = Math.Min(_waiting, 1); // All is given back but the rest of a batch that has begun.
                    break;
                case EmulatorPhase.Saving when before is not EmulatorPhase.Saving:
                    Check(_isOpen && IsOwn, "the saved game is the emulator's own, of an open session");
                    _isHandedOver = true;
                    break;
            }
        }

        if (next.MaySend && !before.MaySend)
            Release();
    }

    private void Release()
    {
        Check(!_inFlight.Contains(_sessionNumber), "the queue is released with no request of this session in flight");
        Check(!_isHandedOver, "nothing is sent after the game was handed over");
        _isHeld = false;
    }

    private void Close()
    {
        (_isHeld, _isOpen, _isClaimed) = (true, false, false);
        _sessionNumber++;
    }

    private bool IsOwn => _isClaimed && (_isPlaced || _slot is { IsUsed: false } && !_hasHandover);

    private void Verify()
    {
        var phase = _phase;
        var closed = phase.Standing.Closed;
        if (phase.MaySend && phase.Life is not EmulatorPhase.Departing)
        {
            Check(_isOpen && _isClaimed, "nothing is sent before the claim");
            Check(IsOwn, "nothing is sent to a game that is not the emulator's own");
            Check(!_slot!.IsStatic || _isPublished, "nothing is sent before the fleet knows the game's place");
        }

        Check(!phase.MaySend || !_isHandedOver, "nothing may be sent after the game was handed over");
        Check(!_isStopping || closed is not null, "an emulator that stops takes nothing new");
        Check(phase.Standing.State != EmulatorState.Quarantined || closed?.Outcome == InputOutcome.Quarantined, "a quarantined emulator refuses inputs as quarantined");
        Check(phase.Life is not EmulatorPhase.Playing || _isStopping || closed is null, "what plays takes inputs");
        Check(phase is not EmulatorPhase.Playing || phase.Standing.State is EmulatorState.Ready or EmulatorState.Sequential, "what plays is ready");
        Check(!_isStopping || phase is EmulatorPhase.Left || phase.Standing.State == EmulatorState.Stopped, "a stopping emulator is shown as stopped");
        Check(phase is not EmulatorPhase.Left || (_waiting == 0 && !InFlight) || phase.Standing.State == EmulatorState.Stopped, "what leaves has answered");
        Check(!phase.HasGame || phase.Slot is not null, "a game has a slot");
    }

    private void Check(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"Broken: {what}. The phase is {_phase.GetType().Name} around {_phase.Life.GetType().Name}, stopping {_isStopping}, in flight {_inFlight.Count}, session {_sessionNumber}.");
    }
}
