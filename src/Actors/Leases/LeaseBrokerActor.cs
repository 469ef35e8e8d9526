using ActorInput.Actors.Fleet;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;
using static ActorInput.Actors.Leases.LeaseBrokerMessages;

namespace ActorInput.Actors.Leases;

/// <summary>
/// Assigns free emulators to waiting agents, in the order in which the agents asked. The cluster has one broker. It only proposes: each emulator's
/// owner decides, so an error of the broker cannot give an emulator to two agents.
/// </summary>
/// <remarks>
/// It stores nothing: it knows only what owners and agents have told it. A new broker asks every owner before it grants a lease; agents that waited
/// with an earlier broker ask again with the same id. Its requests to owners are in LeaseBrokerActor.Owners.cs.
/// </remarks>
internal sealed partial class LeaseBrokerActor : UntypedActor, IWithTimers
{
    private const string RefreshTimer = "refresh";

    private readonly IActorRef _emulators;
    private readonly IFleet _fleet;
    private readonly LeaseOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Dictionary<EmulatorId, LeaseSeat> _seats = [];
    private readonly WaitingLine _waiting = new();
    private readonly AgentWatches _watches = new(Context);
    private readonly HashSet<EmulatorId> _unheard = [];
    private readonly EventHandler _fleetChanged;
    private bool _open;
    private bool _hasRefused;
    private long _freed;

    /// <param name="emulators">The router, which sends messages to emulators' owners.</param>
    /// <param name="fleet">Knows which emulators exist.</param>
    /// <param name="options">Bounds and durations.</param>
    /// <param name="time">The clock.</param>
    public LeaseBrokerActor(IActorRef emulators, IFleet fleet, LeaseOptions options, TimeProvider time)
    {
        (_emulators, _fleet, _options, _time) = (emulators, fleet, options, time);
        var self = Self;
        _fleetChanged = (_, _) => self.Tell(FleetChanged.Instance);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        _fleet.Changed += _fleetChanged;
        Timers.StartPeriodicTimer(RefreshTimer, Refresh.Instance, _options.RefreshInterval);
        OnFleetChanged();
        _log.Info("The lease broker asks {Emulators} emulators for their leases", _seats.Count);
        OpenOnceHeard();
    }

    protected override void PostStop()
    {
        _fleet.Changed -= _fleetChanged;
        foreach (var agent in _waiting.All)
            agent.Refuse(ReplyCode.ShuttingDown, "The lease broker is moving; ask again with the same request id.", Self);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case AcquireLease request:
                OnAcquire(request);
                break;
            case LeaseReport report:
                if (_seats.TryGetValue(report.Record.Emulator, out var seat))
                {
                    Hear(seat, report, isAnswer: false);
                    KeepPromise(seat);
                    Advance(seat);
                }

                break;
            case OwnerAnswered answered:
                OnAnswered(answered);
                break;
            case Terminated { AddressTerminated: true } when IsLeaving:
                break; // A node that leaves the cluster sees all others as gone. The next broker watches the agents.
            case Terminated gone:
                OnAgentGone(gone.ActorRef);
                break;
            case WaitOver over:
                OnWaitOver(over.Agent);
                break;
            case Refresh:
                OnRefresh();
                break;
            case FleetChanged:
                OnFleetChanged();
                OpenOnceHeard();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private static bool IsLeaving => CoordinatedShutdown.Get(Context.System).ShutdownReason is not null;

    private void OnAcquire(AcquireLease request)
    {
        if (_waiting.Find(request.RequestId) is { } known)
        {
            known.ReplyTo(Sender, Self);
            return;
        }

        var actor = request.Agent is null ? null : AgentPath.Resolve(request.Agent, Context.System);
        var agent = new WaitingAgent(request, request.Duration ?? _options.DefaultDuration, actor) { IsLate = request.Timeout == TimeSpan.Zero };
        agent.ReplyTo(Sender, Self);
        if (Problem(request, actor) is { } problem)
        {
            agent.Refuse(ReplyCode.InvalidRequest, problem, Self);
            return;
        }

        if (_waiting.Count >= _options.MaxWaiting)
        {
            agent.Refuse(ReplyCode.QueueFull, $"{_waiting.Count} agents wait; {_options.MaxWaiting} are allowed.", Self);
            return;
        }

        _waiting.Add(agent);
        _watches.Add(actor);
        if (!agent.IsLate)
            Timers.StartSingleTimer(agent, new WaitOver(agent), request.Timeout);
        if (_open)
            Serve(agent);
    }

    private string? Problem(AcquireLease request, IActorRef? actor) => _options.Problem(request)
        ?? (request.Agent is not null && actor is null
            ? $"agent is '{request.Agent}'; the path of an actor in the cluster '{Context.System.Name}' is allowed."
            : null);

    /// <summary>Answers an agent that already has its lease or can never have one; otherwise offers it an emulator or lets it wait.</summary>
    private void Serve(WaitingAgent agent)
    {
        if (agent.IsOffered || agent.IsGone)
            return;
        var now = _time.GetUtcNow();
        LeaseSeat? best = null;
        foreach (var seat in _seats.Values)
        {
            if (seat is { Ending: null, Lease: { } lease } && lease.RequestId == agent.Request.RequestId && lease.ExpiresAt > now)
            {
                if (seat.IsPending)
                    Promise(seat, agent);
                else
                    Finish(agent, Granted(lease));
                return;
            }

            if (seat.IsFree && seat.Suits(agent.Request) && !(seat.FreeSince >= best?.FreeSince))
                best = seat;
        }

        if (best is not null)
            Offer(best, agent);
        else if (Hopeless(agent.Request) is { } refusal)
            Finish(agent, refusal);
        else if (agent.IsLate)
            Finish(agent, TimedOut(agent.Request));
    }

    private LeaseRefused? Hopeless(AcquireLease request)
    {
        if (request.Emulator is { } named)
            return _seats.ContainsKey(named) ? null : new LeaseRefused(ReplyCode.UnknownEmulator, $"The fleet has no emulator '{named}'.", named);
        if (_seats.Count == 0)
            return new LeaseRefused(ReplyCode.NoCapacity, "The fleet has no emulators.");
        return request.Cartridge is null || _seats.Values.Any(seat => seat.MayHave(request.Cartridge))
            ? null
            : new LeaseRefused(ReplyCode.UnknownCartridge, $"None of {_seats.Count} emulators has the cartridge '{request.Cartridge}'.");
    }

    private LeaseRefused TimedOut(AcquireLease request)
    {
        _hasRefused = true;
        var waited = request.Timeout == TimeSpan.Zero ? "now" : $"within {request.Timeout.TotalSeconds} s";
        if (request.Emulator is not { } named || !_seats.TryGetValue(named, out var seat))
            return new LeaseRefused(ReplyCode.WaitTimedOut, $"No emulator was free {waited}; {_waiting.Count} agents wait for {_seats.Count} emulators.");
        var code = seat.IsKnown ? ReplyCode.WaitTimedOut : ReplyCode.NodeUnreachable;
        return new LeaseRefused(code, $"'{named}' was not free {waited}; it is {seat.Shown}.", named);
    }

    private LeaseGranted Granted(LeaseEntry lease)
    {
        var left = lease.ExpiresAt - _time.GetUtcNow() is { } until && until < lease.Duration ? until : lease.Duration;
        return new LeaseGranted(lease.Token, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private void OnWaitOver(WaitingAgent agent)
    {
        agent.IsLate = true;
        if (_seats.Values.FirstOrDefault(seat => ReferenceEquals(seat.PromisedTo, agent)) is { } promised)
            BreakPromise(promised, agent);
        else if (_open && !agent.IsOffered && !agent.IsGone)
            Finish(agent, TimedOut(agent.Request));
    }

    private void OnAgentGone(IActorRef actor)
    {
        _watches.Forget(actor);
        foreach (var agent in _waiting.All.Where(waiting => actor.Equals(waiting.Agent)))
            Finish(agent, new LeaseRefused(ReplyCode.WaitTimedOut, "The agent's actor stopped.", agent.Request.Emulator));
        foreach (var seat in _seats.Values.Where(seat => actor.Equals(seat.Agent)))
        {
            seat.Agent = null;
            if (seat.Lease is not { } lease)
                continue;
            _log.Info("The agent of {Emulator} stopped: its lease {Lease} ends", seat.Emulator, lease.Token);
            seat.End(lease.Token);
            Advance(seat);
        }
    }

    /// <summary>Answers an agent and forgets it. A lease that is granted for it afterwards is ended.</summary>
    private void Finish(WaitingAgent agent, object reply)
    {
        agent.IsGone = true;
        Timers.Cancel(agent);
        _waiting.Remove(agent);
        _watches.Remove(agent.Agent);
        agent.Answer(reply, Self);
    }
}
