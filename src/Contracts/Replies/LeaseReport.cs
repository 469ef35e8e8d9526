using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>
/// Whether an emulator is free, from its owner: the answer to <see cref="GetLease"/>, <see cref="OfferLease"/> and <see cref="EndLease"/>, and
/// told to the broker whenever it changes. Between nodes only: it has the token.
/// </summary>
/// <param name="Record">Where its leases stand.</param>
/// <param name="State">What the emulator is doing.</param>
public sealed record LeaseReport(LeaseRecord Record, EmulatorState State) : IWireMessage
{
    /// <summary>The cartridge's title; null while the owner does not know it, or where the emulator server does not tell.</summary>
    public string? Cartridge { get; init; }

    /// <summary>
    /// Whether the lease of <see cref="Record"/> has not begun: it keeps others out already, but what the emulator accepted before is still
    /// being pressed. Its holder is told of it when it begins, which the owner reports.
    /// </summary>
    public bool IsPending { get; init; }
}
