using Akka.Actor;

namespace ActorInput.Actors.Emulators;

/// <summary>The hand-off message of sharding: send or answer what was accepted, give the slot back, stop.</summary>
internal sealed record StopEmulator : INoSerializationVerificationNeeded
{
    public static readonly StopEmulator Instance = new();
}
