using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Leases;

/// <summary>
/// One emulator as the broker sees it, from what its owner said. It may be wrong: an offer on its ground is refused by the owner, and a lease
/// that the broker does not know of ends by itself.
/// </summary>
internal sealed class LeaseSeat(EmulatorId emulator)
{
    private EmulatorState _state = EmulatorState.Starting;
    private string? _cartridge;

    public EmulatorId Emulator { get; } = emulator;

    /// <summary>False until the owner was heard, and again when it did not answer.</summary>
    public bool IsKnown { get; set; }

    /// <summary>What is known may be old: the owner is asked before it counts.</summary>
    public bool IsDoubtful { get; set; }

    /// <summary>The last request failed: the next one waits for the refresh, or for a word of the owner.</summary>
    public bool IsOutOfReach { get; set; }

    /// <summary>The highest epoch that is known.</summary>
    public long Epoch { get; private set; }

    /// <summary>The lease that stands as far as is known.</summary>
    public LeaseEntry? Lease { get; private set; }

    /// <summary>Whether <see cref="Lease"/> was granted and has not begun: its agent is told when the owner says that it has.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Who is told of <see cref="Lease"/> once it begins.</summary>
    public WaitingAgent? PromisedTo { get; set; }

    /// <summary>The actor whose death ends <see cref="Lease"/>; watched.</summary>
    public IActorRef? Agent { get; set; }

    /// <summary>A lease that is to end before anything else happens here: its agent died, or nobody knows whether it was granted.</summary>
    public LeaseToken? Ending { get; private set; }

    /// <summary>A lease that the owner lost, because it went on from an older record than the broker has.</summary>
    public LeaseEntry? HandBack { get; private set; }

    /// <summary>Counts requests to the owner: an answer to an earlier one says nothing any more.</summary>
    public int Run { get; set; }

    /// <summary>The request that is under way; null when none is.</summary>
    public IWithEmulatorId? Pending { get; set; }

    /// <summary>For whom <see cref="Pending"/> is an offer.</summary>
    public WaitingAgent? OfferedTo { get; set; }

    /// <summary>Rises with each time that an emulator became free: the lowest has been free for the longest.</summary>
    public long FreeSince { get; set; }

    public bool IsFree => IsKnown && !IsDoubtful && Pending is null && Ending is null && HandBack is null && Lease is null;

    /// <summary>Whether any agent that the cartridge suits can have it now. Its owner need not be asked again: it refuses what it cannot grant.</summary>
    public bool IsOnOffer => IsFree && IsPlaying;

    /// <summary>What it is doing, for people.</summary>
    public string Shown => !IsKnown ? "out of reach" : Lease is not null ? "leased" : _state.ToString().ToLowerInvariant();

    /// <summary>Whether the owner may yet say that it has the cartridge.</summary>
    public bool MayHave(string cartridge) =>
        _cartridge is null ? !IsKnown || _state is EmulatorState.Starting or EmulatorState.Recovering : Has(cartridge);

    /// <summary>Whether the agent can use it now. Who wants this one and no other gets it too while it starts or waits for a reset.</summary>
    public bool Suits(AcquireLease request)
    {
        if (request.Emulator is { } named)
            return named == Emulator && _state is not (EmulatorState.Quarantined or EmulatorState.Stopped);
        return IsPlaying && (request.Cartridge is null || Has(request.Cartridge));
    }

    /// <summary>Takes the owner's word. Reports overtake each other; the epochs say which is the newer one.</summary>
    public void Hear(LeaseReport report, DateTimeOffset now)
    {
        (_state, _cartridge) = (report.State, report.Cartridge ?? _cartridge);
        (IsKnown, IsDoubtful, IsOutOfReach) = (true, false, false);
        var (epoch, lease) = (report.Record.Epoch, report.Record.Lease);
        // Reports overtake each other: what has begun does not become pending again.
        IsPending = report.IsPending && (IsPending || !Equals(Lease?.Token, lease?.Token));
        if (epoch > Epoch)
            (Epoch, Lease) = (epoch, lease);
        else if (epoch == Epoch)
            Lease = lease is null || Lease is null ? null : Later(lease, Lease); // Without one it has ended for good.
        else if (Lease?.ExpiresAt > now)
            HandBack = Lease;
        else
            Lease = null;

        if (epoch >= Epoch)
            HandBack = null;
        if (Ending is { } ending && epoch >= ending.Epoch && !ending.Equals(lease?.Token))
            Ending = null;
    }

    /// <summary>The lease is to end.</summary>
    public void End(LeaseToken token)
    {
        Ending = token;
        HandBack = null;
    }

    private bool IsPlaying => _state is EmulatorState.Ready or EmulatorState.Sequential;

    private bool Has(string cartridge) => string.Equals(cartridge, _cartridge, StringComparison.OrdinalIgnoreCase);

    private static LeaseEntry Later(LeaseEntry one, LeaseEntry other) => one.ExpiresAt >= other.ExpiresAt ? one : other;
}
