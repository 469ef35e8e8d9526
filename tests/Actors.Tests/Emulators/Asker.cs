using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>An actor that waits for an answer, and counts all answers that come.</summary>
internal sealed class Asker(AnswerCounter answers) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        if (message is AreYouThere)
            Sender.Tell(message);
        else
            answers.Add(Self, message);
    }

    internal sealed record AreYouThere
    {
        public static readonly AreYouThere Instance = new();
    }
}
