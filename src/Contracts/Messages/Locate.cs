using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// A router asks where an emulator's owner is. The owner answers with <see cref="Located"/>; while the emulator moves there is no
/// answer.
/// </summary>
/// <param name="Emulator">The emulator.</param>
public sealed record Locate(Emulators.EmulatorId Emulator) : IWithEmulatorId, IWireMessage;
