using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Replies;

/// <summary>The lease was released: the answer to <see cref="ReleaseLease"/>.</summary>
/// <param name="Emulator">The emulator.</param>
/// <param name="Epoch">The lease's number among those of the emulator.</param>
public sealed record LeaseEnded(EmulatorId Emulator, long Epoch) : IWireMessage;
