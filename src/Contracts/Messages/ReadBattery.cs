using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>What does the cartridge's battery keep now? Answered with <see cref="BatteryReply"/> or <see cref="RequestFailed"/>.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record ReadBattery(EmulatorId Emulator) : IWithEmulatorId, IWireMessage;
