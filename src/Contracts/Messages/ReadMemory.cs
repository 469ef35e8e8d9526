using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Asks for bytes of the game's memory. Answered with <see cref="MemoryReply"/> or <see cref="RequestFailed"/>.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Address">First address, 0 to 0xFFFF; work RAM is 0xC000 to 0xDFFF.</param>
/// <param name="Length">How many bytes, 1 to 8,192.</param>
public sealed record ReadMemory(EmulatorId Emulator, int Address, int Length) : IWithEmulatorId, IWireMessage
{
    /// <summary>The bank of a switched address; null: the bank that the game has switched in. See <see cref="Inputs.MemoryRange.Bank"/>.</summary>
    public int? Bank { get; init; }
}
