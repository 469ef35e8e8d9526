using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>Bytes of the game's memory.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Address">First address.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record MemoryReply(EmulatorId Emulator, int Address, ReadOnlyMemory<byte> Bytes) : IWireMessage
{
    /// <summary>The bank that the request named; null when it named none.</summary>
    public int? Bank { get; init; }
}
