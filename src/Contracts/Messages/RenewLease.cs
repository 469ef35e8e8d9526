using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Extends a lease: it lasts from now, for its duration or another one. Answered with <see cref="LeaseGranted"/>, or with
/// <see cref="RequestFailed"/>: <c>StaleLease</c> when the lease has ended already.
/// </summary>
/// <param name="Token">The lease.</param>
/// <param name="Duration">How long it lasts from now unless it is renewed again, from 1 s. Null: as long as before.</param>
public sealed record RenewLease(LeaseToken Token, TimeSpan? Duration = null) : IWithEmulatorId, IWireMessage
{
    /// <inheritdoc/>
    public EmulatorId Emulator => Token.Emulator;
}
