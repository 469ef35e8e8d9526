using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace ActorInput.Actors.Hosting;

/// <summary>Gives an actor a <see cref="LinkedMessageQueue"/>. Named in HOCON as the <c>mailbox-type</c> of a dispatcher.</summary>
/// <param name="settings">Akka requires this parameter; not used.</param>
/// <param name="config">Likewise.</param>
internal sealed class LinkedMailbox(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<LinkedMessageQueue>
{
    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new LinkedMessageQueue();
}
