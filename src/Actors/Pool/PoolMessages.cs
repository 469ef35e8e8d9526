using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Pool;

/// <summary>
/// Messages between an emulator's actor and the pool supervisor of its node. None of them leaves the node.
/// </summary>
internal static class PoolMessages
{
    /// <summary>
    /// An actor needs a slot: at its start, or because its slot failed. Answered, perhaps after a back-off, with <see cref="SlotGranted"/> or
    /// <see cref="SlotDenied"/>.
    /// </summary>
    /// <param name="Emulator">The emulator.</param>
    /// <param name="Failure">What failed; null at the start.</param>
    /// <param name="Address">The game's address, if its emulator server outlives nodes. The emulator gets that slot, whichever node lists it.</param>
    internal sealed record AcquireSlot(EmulatorId Emulator, SessionFailure? Failure, string? Address = null) : INoSerializationVerificationNeeded
    {
        /// <summary>Whether the emulator has played on this node.</summary>
        public bool HasPlayed { get; init; }
    }

    /// <summary>The slot is the emulator's until it gives it back, or its actor stops.</summary>
    /// <param name="Emulator">The emulator.</param>
    /// <param name="Slot">The slot's name.</param>
    /// <param name="Address">Address of the game.</param>
    /// <param name="IsStatic">Whether the game there outlives the node.</param>
    /// <param name="IsUsed">Whether another emulator's game may be there; until <see cref="SlotTaken"/>.</param>
    internal sealed record SlotGranted(EmulatorId Emulator, string Slot, Uri Address, bool IsStatic = false, bool IsUsed = false)
        : INoSerializationVerificationNeeded;

    /// <summary>The game in the emulator's slot is its own from now on.</summary>
    /// <param name="Emulator">The emulator.</param>
    internal sealed record SlotTaken(EmulatorId Emulator) : INoSerializationVerificationNeeded;

    /// <summary>There is no slot for the emulator now. Another answer follows when that changes.</summary>
    /// <param name="Emulator">The emulator.</param>
    /// <param name="Code"><see cref="ReplyCode.NoCapacity"/>, <see cref="ReplyCode.Quarantined"/>, or why its game does not start.</param>
    /// <param name="Detail">Why.</param>
    /// <param name="RetryAfter">When it may change.</param>
    internal sealed record SlotDenied(EmulatorId Emulator, ReplyCode Code, string Detail, TimeSpan RetryAfter) : INoSerializationVerificationNeeded;

    /// <summary>The slot's emulator server ended or was restarted: the game there is lost.</summary>
    /// <param name="Emulator">The emulator that has the slot.</param>
    /// <param name="Slot">The slot.</param>
    /// <param name="Failure">The failure.</param>
    internal sealed record SlotLost(EmulatorId Emulator, string Slot, SessionFailure Failure) : INoSerializationVerificationNeeded;

    /// <summary>
    /// A request failed although the server still runs. The failure is counted. Answered with <see cref="GoOn"/>, or with <see cref="SlotDenied"/>
    /// when there were too many.
    /// </summary>
    /// <param name="Emulator">The emulator.</param>
    /// <param name="Failure">The failure.</param>
    internal sealed record RequestFaulted(EmulatorId Emulator, SessionFailure Failure) : INoSerializationVerificationNeeded;

    /// <summary>The failure is noted and the emulator may go on.</summary>
    /// <param name="Emulator">The emulator.</param>
    internal sealed record GoOn(EmulatorId Emulator) : INoSerializationVerificationNeeded;

    /// <summary>The emulator stops: its slot is free.</summary>
    /// <param name="Emulator">The emulator.</param>
    internal sealed record ReturnSlot(EmulatorId Emulator) : INoSerializationVerificationNeeded;

    /// <summary>Somebody released the emulator from quarantine: its failures are forgotten and it gets a slot.</summary>
    /// <param name="Emulator">The emulator.</param>
    internal sealed record EndQuarantine(EmulatorId Emulator) : INoSerializationVerificationNeeded;

    /// <summary>Asks for the numbers of slots. Answered with <see cref="SlotCounts"/>.</summary>
    internal sealed record GetSlots : INoSerializationVerificationNeeded
    {
        public static readonly GetSlots Instance = new();
    }

    /// <summary>The slots of the node.</summary>
    /// <param name="Total">All.</param>
    /// <param name="Free">Slots that no emulator uses.</param>
    /// <param name="Static">Slots with a static address.</param>
    internal sealed record SlotCounts(int Total, int Free, int Static) : INoSerializationVerificationNeeded;
}
