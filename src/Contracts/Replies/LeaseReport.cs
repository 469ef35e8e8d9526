using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>
/// Tells whether an emulator is free. Its owner sends it as the answer to <see cref="GetLease"/>, <see cref="OfferLease"/> and
/// <see cref="EndLease"/>, and to the broker at each change. It contains the token, so it is only sent between nodes.
/// </summary>
/// <param name="Record">The record of its leases.</param>
/// <param name="State">What the emulator is doing.</param>
public sealed record LeaseReport(LeaseRecord Record, EmulatorState State) : IWireMessage
{
    /// <summary>The cartridge's title; null while the owner does not know it, or where the emulator server does not tell.</summary>
    public string? Cartridge { get; init; }

    /// <summary>
    /// True while the lease of <see cref="Record"/> has not begun: it keeps others out already, but inputs that the emulator accepted before are
    /// still being pressed. The owner reports when it begins, and its holder is told then.
    /// </summary>
    public bool IsPending { get; init; }
}
