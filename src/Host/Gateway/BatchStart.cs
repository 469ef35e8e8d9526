using ActorInput.Contracts.Emulators;

namespace ActorInput.Host.Gateway;

/// <summary>Where a batch's game starts from: one of the two is set.</summary>
/// <param name="Checkpoint">A checkpoint, or <c>fresh</c>.</param>
/// <param name="Emulator">An emulator, whose present state is the start.</param>
internal sealed record BatchStart(string? Checkpoint, EmulatorId? Emulator);
