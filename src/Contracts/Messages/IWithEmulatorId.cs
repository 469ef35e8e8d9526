using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Messages;

/// <summary>A message for one emulator: sharding routes it by this id. Says nothing about whether it crosses the wire.</summary>
public interface IWithEmulatorId
{
    /// <summary>The emulator that the message is for.</summary>
    EmulatorId Emulator { get; }
}
