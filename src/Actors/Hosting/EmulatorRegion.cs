namespace ActorInput.Actors.Hosting;

/// <summary>
/// Key of the shard region in the actor registry: ask <c>IRequiredActor&lt;EmulatorRegion&gt;</c> for it and send it any
/// <see cref="Contracts.Messages.IWithEmulatorId"/>.
/// </summary>
public sealed class EmulatorRegion
{
    private EmulatorRegion()
    {
    }
}
