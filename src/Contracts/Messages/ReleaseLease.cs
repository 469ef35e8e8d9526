using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// The holder ends its lease. Inputs of the lease that still wait are answered as not applied. Answered with <see cref="LeaseEnded"/>, or with
/// <see cref="RequestFailed"/>: <c>StaleLease</c> when the lease has ended already, and then nothing changes.
/// </summary>
/// <param name="Token">The lease.</param>
public sealed record ReleaseLease(LeaseToken Token) : IWithEmulatorId, IWireMessage
{
    /// <inheritdoc/>
    public EmulatorId Emulator => Token.Emulator;
}
