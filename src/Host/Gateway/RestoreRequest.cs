namespace ActorInput.Host.Gateway;

/// <summary>Describes the body of a request to go on from a saved game.</summary>
/// <param name="Checkpoint">The checkpoint's name, or <c>fresh</c>.</param>
/// <param name="Lease">The token of the caller's lease; the same as the header Lease.</param>
internal sealed record RestoreRequest(string Checkpoint, string? Lease);
