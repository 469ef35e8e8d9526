using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Saves the game as it is after the inputs that were accepted before. Answered with <see cref="CheckpointSaved"/> once it is stored, or with
/// <see cref="RequestFailed"/>.
/// </summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Name">The checkpoint's name; null makes one from emulator, time and hash. A checkpoint of the same name is replaced.</param>
public sealed record SaveCheckpoint(EmulatorId Emulator, string? Name) : IWithEmulatorId, IWireMessage;
