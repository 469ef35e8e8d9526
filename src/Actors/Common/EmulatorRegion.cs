namespace ActorInput.Actors.Common;

/// <summary>
/// Key of the node's way to all emulators of the cluster in the actor registry: ask <c>IRequiredActor&lt;EmulatorRegion&gt;</c> for it and send it
/// any <see cref="Contracts.Messages.IWithEmulatorId"/>. It keeps the order of what it is sent for an emulator, also while that moves.
/// </summary>
public sealed class EmulatorRegion
{
    private EmulatorRegion()
    {
    }
}
