using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>The emulator is the caller's alone: the answer to <see cref="AcquireLease"/> and <see cref="RenewLease"/>.</summary>
/// <param name="Token">Goes with every input and command: its <see cref="LeaseToken.Value"/> in <see cref="InputTerms.Lease"/>.</param>
/// <param name="ExpiresIn">How long the lease lasts from when this was sent, unless it is renewed.</param>
public sealed record LeaseGranted(LeaseToken Token, TimeSpan ExpiresIn) : IWireMessage
{
    /// <summary>The emulator.</summary>
    public EmulatorId Emulator => Token.Emulator;

    /// <summary>The lease's number among those of the emulator.</summary>
    public long Epoch => Token.Epoch;
}
