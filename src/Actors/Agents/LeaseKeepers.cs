using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Actors.Agents;

/// <summary>
/// Has a <see cref="LeaseKeeper"/> for each lease that the pool holds or waits for. When it stops, with its host, all of them stop, and the broker
/// sees that at once.
/// </summary>
/// <param name="options">For the keepers.</param>
/// <param name="time">For the keepers.</param>
/// <param name="stopped">Completed when this actor stops.</param>
internal sealed class LeaseKeepers(AgentOptions options, TimeProvider time, TaskCompletionSource stopped) : UntypedActor
{
    // A keeper that failed has lost its state: it stops, and its lease ends.
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    protected override void PostStop() => stopped.TrySetResult();

    protected override void OnReceive(object message)
    {
        if (message is Acquire acquire)
        {
            // No expression, because it would be compiled for each lease.
            Context.ActorOf(Props.Create<LeaseKeeper>(
                acquire.Request, options, acquire.Broker, acquire.Emulators, time, acquire.Granted, acquire.Cancellation));
        }
        else
        {
            Unhandled(message);
        }
    }

    /// <summary>Asks for a lease; the answer is <paramref name="Granted"/>.</summary>
    internal sealed record Acquire(
        AcquireLease Request, IActorRef Broker, IActorRef Emulators, TaskCompletionSource<LeaseHold> Granted, CancellationToken Cancellation)
        : INoSerializationVerificationNeeded;
}
