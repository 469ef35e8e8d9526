using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Contracts.Messages;

/// <summary>Lets a quarantined emulator start again now, without waiting for the cool-down. Answered with <see cref="CommandDone"/> or
/// <see cref="RequestFailed"/>.</summary>
/// <param name="Emulator">The emulator.</param>
public sealed record ReleaseQuarantine(EmulatorId Emulator) : IWithEmulatorId, IWireMessage;
