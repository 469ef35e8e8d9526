using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>Takes messages to the emulators' actors, as the router does.</summary>
internal sealed class EmulatorSwitch(IReadOnlyDictionary<EmulatorId, IActorRef> emulators) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        if (message is IWithEmulatorId addressed)
            emulators[addressed.Emulator].Forward(message);
    }
}
