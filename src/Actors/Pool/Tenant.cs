using Akka.Actor;

namespace ActorInput.Actors.Pool;

/// <summary>An emulator of this node.</summary>
internal sealed class Tenant(FailureRecord failures)
{
    public FailureRecord Failures { get; } = failures;

    public IActorRef Actor { get; set; } = ActorRefs.Nobody;

    /// <summary>Where its game is, if that outlives nodes.</summary>
    public Uri? Game { get; set; }

    /// <summary>Its quarantine; null while it is in none.</summary>
    public Quarantine? Quarantine { get; set; }

    /// <summary>Whether it has played on this node. An emulator that has not is tried again without limit and never quarantined.</summary>
    public bool HasPlayed { get; set; }

    /// <summary>The emulator server of the slot that it has or last had; null before the first.</summary>
    public string? Server { get; set; }

    /// <summary>True while its slot's server is not ready.</summary>
    public bool Waits { get; set; }

    /// <summary>Whether it was told that its slot's server ended, and has not asked for a slot since: that request counts as a failure.</summary>
    public bool IsToldOfLoss { get; set; }
}
