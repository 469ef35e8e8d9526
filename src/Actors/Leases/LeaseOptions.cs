using ActorInput.Actors.Common;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Leases;

/// <summary>
/// How emulators are leased to agents. Use the same values on every node: the broker's node limits who waits, and each owner's node how long a lease
/// lasts.
/// </summary>
public sealed class LeaseOptions
{
    /// <summary>How long a lease lasts when its agent names no duration. Default 60 s; 1 s to <see cref="MaxDuration"/>.</summary>
    public TimeSpan DefaultDuration { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The longest duration that an agent may ask for; it may renew as often as it likes. Default 1 h; 1 s to 1 day. An agent that vanishes without
    /// being noticed keeps its emulator for up to this time.
    /// </summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Most agents that may wait for an emulator; a further agent is refused. Default 10,000; 1 to 1,000,000.</summary>
    public int MaxWaiting { get; set; } = 10_000;

    /// <summary>How long the broker waits for an emulator's owner before the emulator counts as out of reach. Default 5 s; 100 ms to 1 min.</summary>
    public TimeSpan OfferTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often the broker asks owners again whose reports it lacks and, while agents wait, owners whose emulators it does not offer. Default 5 s;
    /// 100 ms to 10 min. Owners report by themselves; this makes up for lost reports: an emulator that is free and ready is offered after this time
    /// at the latest.
    /// </summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long an emulator goes on pressing inputs that it accepted before a lease. Inputs that are left then are answered as not applied, except a
    /// request in flight, which is waited for. Then the lease begins and its holder is told. Default 2 s; 0 to 1 min.
    /// </summary>
    public TimeSpan BeginWithin { get; set; } = TimeSpan.FromSeconds(2);

    internal void Validate(string name, OptionProblems problems)
    {
        problems.InRange($"{name}:{nameof(MaxDuration)}", MaxDuration, LeaseLimits.MinDuration, TimeSpan.FromDays(1));
        problems.InRange($"{name}:{nameof(DefaultDuration)}", DefaultDuration, LeaseLimits.MinDuration, MaxDuration);
        problems.InRange($"{name}:{nameof(MaxWaiting)}", MaxWaiting, 1, 1_000_000);
        problems.InRange($"{name}:{nameof(OfferTimeout)}", OfferTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        problems.InRange($"{name}:{nameof(BeginWithin)}", BeginWithin, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        problems.InRange($"{name}:{nameof(RefreshInterval)}", RefreshInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
    }

    /// <summary>What is wrong with a request for a lease, by its own rules and these options; null when nothing is.</summary>
    internal string? Problem(AcquireLease request) => request.Problem() ?? (request.Duration > MaxDuration
        ? $"duration is {request.Duration.Value.TotalSeconds} s; {LeaseLimits.MinDuration.TotalSeconds} to {MaxDuration.TotalSeconds} s is allowed."
        : null);
}
