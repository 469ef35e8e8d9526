using ActorInput.Contracts.Emulators;

namespace ActorInput.Contracts.Messages;

/// <summary>A message for one emulator: sharding routes it by this id. It does not mark messages that may cross the wire.</summary>
public interface IWithEmulatorId
{
    /// <summary>The emulator that the message is for.</summary>
    EmulatorId Emulator { get; }
}
