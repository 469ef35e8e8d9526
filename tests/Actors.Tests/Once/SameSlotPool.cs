using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Once;

/// <summary>A pool with one slot for each emulator, which lets an emulator go on at once after each failure.</summary>
/// <param name="address">The game.</param>
/// <param name="isStatic">Whether it outlives the node.</param>
/// <param name="faulted">Told of every failed request.</param>
internal sealed class SameSlotPool(Uri address, bool isStatic, Action<SessionFailure> faulted) : UntypedActor
{
    public SameSlotPool(Uri address, bool isStatic)
        : this(address, isStatic, static _ => { })
    {
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case PoolMessages.AcquireSlot acquire:
                Sender.Tell(new PoolMessages.SlotGranted(acquire.Emulator, "slot", address, isStatic));
                break;
            case PoolMessages.RequestFaulted request:
                faulted(request.Failure);
                Sender.Tell(new PoolMessages.GoOn(request.Emulator));
                break;
        }
    }
}
