namespace ActorInput.Contracts.Messages;

/// <summary>
/// A command that changes the game. While the emulator is leased it is refused without the lease's token (<c>Leased</c>), and with any
/// other one always (<c>StaleLease</c>). Inputs say it in their <see cref="InputTerms"/>; questions need no lease.
/// </summary>
public interface IWithLease : IWithEmulatorId
{
    /// <summary>The token of the caller's lease; null: none.</summary>
    string? Lease { get; }
}
