namespace ActorInput.Host.Gateway;

/// <summary>An execution was told to stop; the answer to the request that started it says how far it came.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Emulator">The emulator that it runs on; null when it has none yet.</param>
/// <param name="Done"><c>cancel</c>.</param>
internal sealed record CancelledBody(string ExecutionId, string? Emulator, string Done);
