using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>The broker asks who holds the emulator. Answered with <see cref="LeaseReport"/>, or with <see cref="RequestFailed"/>.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record GetLease(EmulatorId Emulator) : IWithEmulatorId, IWireMessage;
