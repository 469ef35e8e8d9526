using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Asks for the contents of the cartridge's battery RAM. Answered with <see cref="BatteryReply"/> or <see cref="RequestFailed"/>.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record ReadBattery(EmulatorId Emulator) : IWithEmulatorId, IWireMessage;
