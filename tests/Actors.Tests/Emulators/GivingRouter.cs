using ActorInput.Actors.Routing;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>
/// A router that has no message on the way to an emulator, so that the emulator departs at once. A message that is given back counts as an answer to
/// its asker.
/// </summary>
internal sealed class GivingRouter(AnswerCounter answers) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RouterMessages.Departing departing:
                Sender.Tell(new RouterMessages.Departed(departing.Emulator));
                break;
            case RouterMessages.Returned returned:
                answers.Add(returned.ReplyTo, returned);
                break;
        }
    }
}
