namespace ActorInput.Contracts.Messages;

/// <summary>
/// A command that changes the game. While the emulator is leased, the command is refused without the lease's token (<c>Leased</c>). With any other
/// token it is always refused (<c>StaleLease</c>). Inputs carry the token in their <see cref="InputTerms"/>; questions need no lease.
/// </summary>
public interface IWithLease : IWithEmulatorId
{
    /// <summary>The token of the caller's lease; null: none.</summary>
    string? Lease { get; }
}
