namespace ActorInput.Actors.Common;

/// <summary>
/// Key of the node's router to all emulators of the cluster in the actor registry: take <c>IRequiredActor&lt;EmulatorRouter&gt;</c> and send it any
/// <see cref="Contracts.Messages.IWithEmulatorId"/>. It keeps the order of messages for an emulator, even while the emulator moves.
/// </summary>
public sealed class EmulatorRouter
{
    private EmulatorRouter()
    {
    }
}
