using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Leases;

/// <summary>
/// The broker's view of one emulator, from its owner's reports. The view may be wrong: then the owner refuses the broker's offer, and a lease that
/// the broker does not know of expires by itself.
/// </summary>
internal sealed class LeaseSeat(EmulatorId emulator)
{
    private EmulatorState _state = EmulatorState.Starting;
    private string? _cartridge;
    private bool _hasReported;

    public EmulatorId Emulator { get; } = emulator;

    /// <summary>False until the owner has reported, and again when it did not answer.</summary>
    public bool IsKnown { get; set; }

    /// <summary>True when the view may be old: the owner is asked before it is used.</summary>
    public bool IsDoubtful { get; set; }

    /// <summary>True when the last request failed: the next one waits for the refresh or for a report of the owner.</summary>
    public bool IsOutOfReach { get; set; }

    /// <summary>The highest known epoch.</summary>
    public long Epoch { get; private set; }

    /// <summary>The current lease, as far as the broker knows.</summary>
    public LeaseEntry? Lease { get; private set; }

    /// <summary>Whether <see cref="Lease"/> was granted and has not begun: its agent is told when the owner says that it has.</summary>
    public bool IsPending { get; private set; }

    /// <summary>The agent that is told of <see cref="Lease"/> once it begins.</summary>
    public WaitingAgent? PromisedTo { get; set; }

    /// <summary>The actor whose death ends <see cref="Lease"/>; watched.</summary>
    public IActorRef? Agent { get; set; }

    /// <summary>A lease that must end before the next step: its agent ended, or it is unknown whether it was granted.</summary>
    public LeaseToken? Ending { get; private set; }

    /// <summary>A lease that the owner lost, because it took over an older record than the broker has.</summary>
    public LeaseEntry? HandBack { get; private set; }

    /// <summary>Counts requests to the owner: an answer to an earlier request is ignored.</summary>
    public int Run { get; private set; }

    /// <summary>The request that is under way; null when none is.</summary>
    public IWithEmulatorId? Pending { get; private set; }

    /// <summary>The agent for which <see cref="Pending"/> is an offer.</summary>
    public WaitingAgent? OfferedTo { get; set; }

    /// <summary>A number that rises each time an emulator becomes free: the emulator with the lowest has been free for the longest.</summary>
    public long FreeSince { get; set; }

    public bool IsFree => IsKnown && !IsDoubtful && Pending is null && Ending is null && HandBack is null && Lease is null;

    /// <summary>
    /// Whether any agent that accepts the cartridge can have it now. The owner need not be asked before: it refuses what it cannot
    /// grant.
    /// </summary>
    public bool IsOnOffer => IsFree && IsPlaying;

    /// <summary>What it is doing, for people.</summary>
    public string Shown => !IsKnown ? "out of reach" : Lease is not null ? "leased" : _state.ToString().ToLowerInvariant();

    /// <summary>Whether the owner may still report this cartridge.</summary>
    public bool MayHave(string cartridge) =>
        _cartridge is null ? !IsKnown || _state is EmulatorState.Starting or EmulatorState.Recovering : Has(cartridge);

    /// <summary>
    /// Whether the agent can use it now. An agent that asked for this emulator by name also gets it while it starts or waits for a
    /// reset.
    /// </summary>
    public bool Suits(AcquireLease request)
    {
        if (request.Emulator is { } named)
            return named == Emulator && _state is not (EmulatorState.Quarantined or EmulatorState.Stopped);
        return IsPlaying && (request.Cartridge is null || Has(request.Cartridge));
    }

    /// <summary>A request goes to the owner.</summary>
    /// <returns>Its number.</returns>
    public int Ask(IWithEmulatorId request)
    {
        (Pending, _hasReported) = (request, false);
        return ++Run;
    }

    /// <summary>The request under way was answered, or was not in time.</summary>
    public void EndRequest() => (Pending, OfferedTo) = (null, null);

    /// <summary>
    /// Takes the answer to a request. Answers and reports come on different ways and may overtake each other. When the owner has reported since the
    /// request was sent, and says another state now, it is not known which it is in: it is asked again.
    /// </summary>
    public void HearAnswer(LeaseReport answer, DateTimeOffset now)
    {
        var isOvertaken = _hasReported && (answer.State != _state || !string.Equals(answer.Cartridge ?? _cartridge, _cartridge, StringComparison.Ordinal));
        Hear(answer, now);
        IsDoubtful = isOvertaken;
    }

    /// <summary>Takes a report of the owner. Reports may overtake each other; the epochs tell which is newer.</summary>
    public void Hear(LeaseReport report, DateTimeOffset now)
    {
        (_state, _cartridge, _hasReported) = (report.State, report.Cartridge ?? _cartridge, true);
        (IsKnown, IsDoubtful, IsOutOfReach) = (true, false, false);
        var (epoch, lease) = (report.Record.Epoch, report.Record.Lease);
        // Reports may overtake each other: a lease that has begun does not become pending again.
        IsPending = report.IsPending && (IsPending || !Equals(Lease?.Token, lease?.Token));
        if (epoch > Epoch)
            (Epoch, Lease) = (epoch, lease);
        else if (epoch == Epoch)
            Lease = lease is null || Lease is null ? null : Later(lease, Lease); // If either has no lease, it has ended for good.
        else if (Lease?.ExpiresAt > now)
            HandBack = Lease;
        else
            Lease = null;

        if (epoch >= Epoch)
            HandBack = null;
        if (Ending is { } ending && epoch >= ending.Epoch && !ending.Equals(lease?.Token))
            Ending = null;
    }

    /// <summary>Marks the lease to be ended.</summary>
    public void End(LeaseToken token)
    {
        Ending = token;
        HandBack = null;
    }

    private bool IsPlaying => _state is EmulatorState.Ready or EmulatorState.Sequential;

    private bool Has(string cartridge) => string.Equals(cartridge, _cartridge, StringComparison.OrdinalIgnoreCase);

    private static LeaseEntry Later(LeaseEntry one, LeaseEntry other) => one.ExpiresAt >= other.ExpiresAt ? one : other;
}
