namespace ActorInput.Actors.Common;

/// <summary>
/// Key of the lease broker in the actor registry: ask <c>IRequiredActor&lt;LeaseBroker&gt;</c> for it and send it
/// <see cref="Contracts.Messages.AcquireLease"/>. There is one in the cluster; what is registered finds it. Renewals and releases go to the
/// emulator (<see cref="EmulatorRegion"/>), and need no broker.
/// </summary>
public sealed class LeaseBroker
{
    private LeaseBroker()
    {
    }
}
