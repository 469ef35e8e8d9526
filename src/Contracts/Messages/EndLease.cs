using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// The broker ends a lease, because its agent ended or because it is unknown whether the offer arrived. After this message the owner refuses offers
/// of the same or a lower epoch. Answered with <see cref="LeaseReport"/>.
/// </summary>
/// <param name="Token">The lease to end; another lease of the emulator is not touched.</param>
public sealed record EndLease(LeaseToken Token) : IWithEmulatorId, IWireMessage
{
    /// <inheritdoc/>
    public EmulatorId Emulator => Token.Emulator;
}
