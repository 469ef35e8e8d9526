using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Checkpoints;

/// <summary>A game was saved.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Name">The checkpoint's name.</param>
/// <param name="StateHash">SHA-256 of the state, lower-case hex.</param>
/// <param name="Bytes">Bytes of the state, unpacked.</param>
/// <param name="Epoch">The epoch in which it was saved.</param>
/// <param name="Sequence">The number of the last input that the saved game contains.</param>
public sealed record CheckpointSaved(EmulatorId Emulator, string Name, string StateHash, int Bytes, long Epoch, long Sequence) : IWireMessage;
