using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ActorInput.Host.Gateway;

/// <summary>A request to renew a lease.</summary>
internal sealed record LeaseRenewal
{
    /// <summary>Shortest lease, in milliseconds: LeaseLimits.MinDuration, which an attribute cannot name.</summary>
    public const int MinMs = 1_000;

    /// <summary>Longest lease and longest wait for one, in milliseconds: LeaseLimits.MaxTimeout, which an attribute cannot name either.</summary>
    public const int MaxMs = 24 * 60 * 60 * 1_000;

    /// <summary>Milliseconds that it lasts from now; as long as before when absent.</summary>
    [Description("Milliseconds that it lasts from now; as long as before when absent.")]
    [Range(MinMs, MaxMs)]
    public long? DurationMs { get; init; }
}
