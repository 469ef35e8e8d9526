using ActorInput.Actors.Common;
using ActorInput.Contracts.Leases;

namespace ActorInput.Actors.Leases;

/// <summary>How emulators are leased to agents. The same on every node: the one that has the broker says who waits, each owner how long a lease lasts.</summary>
public sealed class LeaseOptions
{
    /// <summary>How long a lease lasts when its agent does not say. Default 60 s; 1 s to <see cref="MaxDuration"/>.</summary>
    public TimeSpan DefaultDuration { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Longest that an agent may ask for; it may renew as often as it likes. Default 1 h; 1 s to 1 day. An agent that vanishes without being
    /// noticed keeps its emulator so long.
    /// </summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Agents that wait for an emulator; one more is refused. Default 10,000; 1 to 1,000,000.</summary>
    public int MaxWaiting { get; set; } = 10_000;

    /// <summary>How long the broker waits for an emulator's owner before the emulator counts as out of reach. Default 5 s; 100 ms to 1 min.</summary>
    public TimeSpan OfferTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often the broker asks owners again whose word it lacks, and, while agents want an emulator, those whose emulators it does not offer.
    /// Default 5 s; 100 ms to 10 min. Owners tell by themselves; this is for what was lost on the way: an emulator that is free and ready is
    /// offered this long afterwards at the latest.
    /// </summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long an emulator still presses what it had accepted before a lease. What is left then is answered as not applied; only a request
    /// that is in flight is waited for. Then the lease begins and its holder is told. Default 2 s; 0 to 1 min.
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
}
