using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Makes sure that the emulator runs: it takes a slot if it has none. Answered with <see cref="CommandDone"/> or
/// <see cref="RequestFailed"/>.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record StartEmulator(EmulatorId Emulator) : IWithEmulatorId, IWireMessage;
