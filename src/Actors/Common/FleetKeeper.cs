namespace ActorInput.Actors.Common;

/// <summary>Key of the node's fleet actor in the actor registry. It answers <see cref="Contracts.Messages.GetEmulators"/> for the whole cluster.</summary>
public sealed class FleetKeeper
{
    private FleetKeeper()
    {
    }
}
