using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>A command was carried out.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record CommandDone(EmulatorId Emulator) : IWireMessage;
