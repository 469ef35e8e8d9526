using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>The contents of the cartridge's battery RAM: the bytes of a <c>.sav</c> file.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record BatteryReply(EmulatorId Emulator, ReadOnlyMemory<byte> Bytes) : IWireMessage;
