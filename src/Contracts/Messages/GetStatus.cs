using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Asks for the emulator's status. The actor answers it without asking the emulator server. Answered with <see cref="EmulatorStatus"/> or <see cref="RequestFailed"/>.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record GetStatus(EmulatorId Emulator) : IWithEmulatorId, IWireMessage;
