namespace ActorInput.Host.Gateway;

/// <summary>Describes the body of a request to renew a lease.</summary>
/// <param name="DurationMs">Milliseconds that it lasts from now, from 1,000; as long as before when absent.</param>
internal sealed record LeaseRenewal(long? DurationMs);
