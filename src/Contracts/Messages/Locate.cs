using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Asks an emulator's owner where it is. Between routers; answered with <see cref="Located"/>, or not at all while it moves.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record Locate(Emulators.EmulatorId Emulator) : IWithEmulatorId, IWireMessage;
