namespace ActorInput.Actors.Common;

/// <summary>
/// Key of the lease broker in the actor registry: take <c>IRequiredActor&lt;LeaseBroker&gt;</c> and send it
/// <see cref="Contracts.Messages.AcquireLease"/>. The cluster has one broker; the registered actor is a proxy to it. Send renewals and releases to
/// the emulator (<see cref="EmulatorRouter"/>); they need no broker.
/// </summary>
public sealed class LeaseBroker
{
    private LeaseBroker()
    {
    }
}
