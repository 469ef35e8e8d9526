using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// The broker ends a lease: its agent died, or nobody knows whether the offer arrived. An offer of the same or a lower epoch that arrives
/// after this is not taken any more. Answered with <see cref="LeaseReport"/>.
/// </summary>
/// <param name="Token">The lease; another one that stands is not touched.</param>
public sealed record EndLease(LeaseToken Token) : IWithEmulatorId, IWireMessage
{
    /// <inheritdoc/>
    public EmulatorId Emulator => Token.Emulator;
}
