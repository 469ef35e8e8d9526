namespace ActorInput.Contracts.Replies;

/// <summary>A lease as it is shown to people. It never contains the token, because anybody who knows the token holds the lease.</summary>
/// <param name="Holder">Who holds it; null when the agent did not say.</param>
/// <param name="Epoch">The lease's number among those of the emulator.</param>
/// <param name="ExpiresIn">How long it lasts unless it is renewed.</param>
/// <param name="MayMove">Whether the emulator may be moved to another node meanwhile.</param>
public sealed record LeaseStatus(string? Holder, long Epoch, TimeSpan ExpiresIn, bool MayMove);
