using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Asks for the picture of the game now. Answered with <see cref="ScreenReply"/> or <see cref="RequestFailed"/>.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record GetScreen(EmulatorId Emulator) : IWithEmulatorId, IWireMessage;
