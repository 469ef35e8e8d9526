namespace ActorInput.Host.Gateway;

/// <summary>A request to renew a lease.</summary>
internal sealed record LeaseRenewal
{
    /// <summary>Milliseconds that it lasts from now, from 1,000; as long as before when absent.</summary>
    public long? DurationMs { get; init; }
}
