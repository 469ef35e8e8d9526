using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Loads a checkpoint and continues from it, after the inputs that were accepted before. Ends the state uncertain. Answered with
/// <see cref="CommandDone"/> or <see cref="RequestFailed"/>.
/// </summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Name">The checkpoint's name, or <c>fresh</c>.</param>
/// <param name="Lease">The token of the caller's lease; null when it has none.</param>
public sealed record LoadCheckpoint(EmulatorId Emulator, string Name, string? Lease) : IWithLease, IWireMessage;
