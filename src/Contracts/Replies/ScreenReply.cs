using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>The picture of the game.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Png">The bytes of a PNG file.</param>
public sealed record ScreenReply(EmulatorId Emulator, ReadOnlyMemory<byte> Png) : IWireMessage;
