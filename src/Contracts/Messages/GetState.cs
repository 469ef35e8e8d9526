using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Asks for the game's state now, in the format of the emulator's dialect. Answered with <see cref="StateReply"/> or <see cref="RequestFailed"/>.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record GetState(EmulatorId Emulator) : IWithEmulatorId, IWireMessage;
