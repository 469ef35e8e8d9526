using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// I am done. Inputs of the lease that still wait are answered as not applied. Answered with <see cref="LeaseEnded"/>, or with
/// <see cref="RequestFailed"/>: <c>StaleLease</c> when one does not hold it (any more), and then nothing is changed.
/// </summary>
/// <param name="Token">The lease.</param>
public sealed record ReleaseLease(LeaseToken Token) : IWithEmulatorId, IWireMessage
{
    /// <inheritdoc/>
    public EmulatorId Emulator => Token.Emulator;
}
