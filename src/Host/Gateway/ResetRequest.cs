namespace ActorInput.Host.Gateway;

/// <summary>Describes the body of a request to reset a game.</summary>
/// <param name="Lease">The token of the caller's lease; the same as the header Lease.</param>
internal sealed record ResetRequest(string? Lease);
