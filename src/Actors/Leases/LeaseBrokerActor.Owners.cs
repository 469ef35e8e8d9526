using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Event;
using static ActorInput.Actors.Leases.LeaseBrokerMessages;

namespace ActorInput.Actors.Leases;

/// <summary>
/// The broker's requests to emulators' owners. Each owner has one request at a time; a task sends it, and the answer comes as a message with the
/// request's number. If it is unknown whether an owner took an offer, the broker ends that lease, and the owner confirms it, before the emulator is
/// offered to another agent.
/// </summary>
internal sealed partial class LeaseBrokerActor
{
    /// <summary>Takes the next step with an emulator, if no request is under way.</summary>
    private void Advance(LeaseSeat seat)
    {
        if (seat.Pending is not null || seat.IsOutOfReach)
            return;
        if (seat.Ending is { } ending)
            Request(seat, new EndLease(ending));
        else if (seat.HandBack is { } lost)
            Request(seat, new OfferLease(lost));
        else if (!seat.IsKnown || seat.IsDoubtful)
            Request(seat, new GetLease(seat.Emulator));
        else if (_open && seat.IsFree && _waiting.FirstFor(seat) is { } agent)
            Offer(seat, agent);
    }

    private void Offer(LeaseSeat seat, WaitingAgent agent)
    {
        agent.IsOffered = true;
        seat.OfferedTo = agent;
        Request(seat, new OfferLease(new LeaseEntry(LeaseToken.Create(seat.Emulator, seat.Epoch + 1), agent.Request.RequestId, agent.Duration)
        {
            Holder = agent.Request.Holder,
            Agent = agent.Request.Agent,
            MayMove = agent.Request.MayMove,
        }));
    }

    private void Request(LeaseSeat seat, IWithEmulatorId message)
    {
        var (emulator, run) = (seat.Emulator, seat.Ask(message));
        _ = _emulators.Ask<object>(message, _options.OfferTimeout).PipeTo(
            Self, success: answer => new OwnerAnswered(emulator, run, answer), failure: _ => new OwnerAnswered(emulator, run, null));
    }

    private void OnAnswered(OwnerAnswered answered)
    {
        if (!_seats.TryGetValue(answered.Emulator, out var seat) || seat.Run != answered.Run)
            return;
        var (sent, agent) = (seat.Pending, seat.OfferedTo);
        seat.EndRequest();
        var report = answered.Answer as LeaseReport;
        if (report is not null)
            Hear(seat, report, isAnswer: true);
        else
            Lose(seat, answered.Answer);
        if (agent is not null)
            OnOffered(seat, ((OfferLease)sent!).Lease, agent, report);
        else if (report is not null)
            KeepPromise(seat);
        Advance(seat);
        _unheard.Remove(seat.Emulator);
        OpenOnceHeard();
    }

    private void OnOffered(LeaseSeat seat, LeaseEntry offer, WaitingAgent agent, LeaseReport? report)
    {
        agent.IsOffered = false;
        // A later report may have overtaken this answer and told the seat that the lease has ended since.
        if (report is not null && seat.Lease is { } lease && lease.RequestId == offer.RequestId)
        {
            if (agent.IsGone)
                seat.End(lease.Token);
            else if (seat.IsPending)
                Promise(seat, agent);
            else
                Finish(agent, Granted(lease));
            return;
        }

        if (report is null)
            seat.End(offer.Token); // The owner may have granted it, or may still grant it.
        else if (report.Record is { Lease: null } record && record.Epoch < offer.Epoch && seat.Suits(agent.Request))
            Lose(seat, report); // The owner refused it without a reason: do not try again at once.
        Serve(agent);
    }

    /// <summary>The lease begins when earlier inputs are done. An agent whose time is up waits no longer for that than for an owner's answer.</summary>
    private void Promise(LeaseSeat seat, WaitingAgent agent)
    {
        (seat.PromisedTo, agent.IsOffered) = (agent, true);
        if (agent.IsLate)
            Timers.StartSingleTimer(agent, new WaitOver(agent), _options.OfferTimeout);
    }

    /// <summary>After a report of the owner: the promised lease has begun, or has ended, or the agent waits on.</summary>
    private void KeepPromise(LeaseSeat seat)
    {
        if (seat.PromisedTo is not { } agent)
            return;
        var isStanding = seat is { Ending: null, Lease: { } lease } && lease.RequestId == agent.Request.RequestId;
        if (isStanding && seat.IsPending && !agent.IsGone)
            return;
        seat.PromisedTo = null;
        agent.IsOffered = false;
        if (isStanding && agent.IsGone)
            seat.End(seat.Lease!.Token);
        else if (isStanding)
            Finish(agent, Granted(seat.Lease!));
        else
            Serve(agent);
    }

    private void BreakPromise(LeaseSeat seat, WaitingAgent agent)
    {
        seat.PromisedTo = null;
        Finish(agent, TimedOut(agent.Request));
        if (seat.Lease is { } lease)
            seat.End(lease.Token);
        Advance(seat);
    }

    private void Hear(LeaseSeat seat, LeaseReport report, bool isAnswer)
    {
        var (before, wasFree) = (seat.Lease, seat.IsFree);
        if (isAnswer)
            seat.HearAnswer(report, _time.GetUtcNow());
        else
            seat.Hear(report, _time.GetUtcNow());
        if (!wasFree && seat.IsFree)
            seat.FreeSince = ++_freed;
        if (Equals(before?.Token, seat.Lease?.Token))
            return;
        var agent = seat.Lease?.Agent is { } path ? AgentPath.Resolve(path, Context.System) : null;
        _watches.Add(agent);
        _watches.Remove(seat.Agent);
        seat.Agent = agent;
    }

    private void Lose(LeaseSeat seat, object? answer)
    {
        (seat.IsKnown, seat.IsOutOfReach) = (false, true);
        _log.Debug("The owner of {Emulator} did not report its lease: {Answer}", seat.Emulator, answer ?? "no answer");
    }

    /// <summary>
    /// Asks owners again whose reports are missing or may have been lost. While an agent waits for an emulator, it asks all owners whose emulators
    /// are not on offer, whatever the reason. So a free and ready emulator is overlooked for one refresh interval at most.
    /// </summary>
    private void OnRefresh()
    {
        var now = _time.GetUtcNow();
        var isWanted = _waiting.Count > 0 || _hasRefused;
        _hasRefused = false;
        foreach (var seat in _seats.Values)
        {
            seat.IsOutOfReach = false;
            if (seat.Lease?.ExpiresAt < now || (isWanted && !seat.IsOnOffer && seat.Pending is null))
                seat.IsDoubtful = true;
            Advance(seat);
        }
    }

    private void OnFleetChanged()
    {
        var emulators = _fleet.Emulators.ToHashSet();
        foreach (var gone in _seats.Values.Where(seat => !emulators.Contains(seat.Emulator)).ToList())
        {
            _seats.Remove(gone.Emulator);
            _unheard.Remove(gone.Emulator);
            _watches.Remove(gone.Agent);
            if ((gone.OfferedTo ?? gone.PromisedTo) is { } agent)
                agent.IsOffered = false;
        }

        foreach (var emulator in emulators)
        {
            if (_seats.ContainsKey(emulator))
                continue;
            var seat = _seats[emulator] = new LeaseSeat(emulator);
            if (!_open)
                _unheard.Add(emulator);
            Advance(seat);
        }

        if (_open)
            ServeAll();
    }

    /// <summary>From now on leases are granted: each owner has reported, or is out of reach and its emulator is not offered.</summary>
    private void OpenOnceHeard()
    {
        if (_open || _unheard.Count > 0 || !_fleet.IsComplete)
            return;
        _open = true;
        _log.Info("The lease broker is open: {Free} of {Emulators} emulators are free", _seats.Values.Count(seat => seat.IsFree), _seats.Count);
        ServeAll();
    }

    private void ServeAll()
    {
        foreach (var agent in _waiting.All)
            Serve(agent);
    }
}
