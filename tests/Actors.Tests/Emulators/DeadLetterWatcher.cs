using ActorInput.Contracts.Messages;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Counts messages to an emulator that has ended as given back: between nodes, the router sends them on.</summary>
internal sealed class DeadLetterWatcher : UntypedActor
{
    private readonly AnswerCounter _answers;

    public DeadLetterWatcher(AnswerCounter answers)
    {
        _answers = answers;
        Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));
    }

    protected override void OnReceive(object message)
    {
        if (message is DeadLetter { Message: IWithEmulatorId } late)
            _answers.Add(late.Sender, late);
    }
}
