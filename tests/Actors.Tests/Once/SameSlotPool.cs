using ActorInput.Actors.Pool;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Once;

/// <summary>A pool with one slot for each emulator, that forgives everything at once.</summary>
internal sealed class SameSlotPool(Uri address, bool isStatic) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case PoolMessages.AcquireSlot acquire:
                Sender.Tell(new PoolMessages.SlotGranted(acquire.Emulator, "slot", address, isStatic));
                break;
            case PoolMessages.RequestFaulted faulted:
                Sender.Tell(new PoolMessages.GoOn(faulted.Emulator));
                break;
        }
    }
}
