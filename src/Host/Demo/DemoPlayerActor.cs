using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Host.Demo;

/// <summary>
/// Plays one emulator through the router like any agent. It sends an input, waits for the reply, and sends the next one after a pause. If a reply
/// never comes, because a message was lost between nodes, the pause is longer.
/// </summary>
internal sealed class DemoPlayerActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);
    private readonly EmulatorId _emulator;
    private readonly IActorRef _router;
    private readonly DemoPlay _play;

    public DemoPlayerActor(EmulatorId emulator, IActorRef router, int seed)
    {
        _emulator = emulator;
        _router = router;
        _play = new DemoPlay(seed);
        Receive<Press>(_ => PressNext());
        Receive<InputReply>(reply => PressIn(reply.Outcome == InputOutcome.Applied ? _play.Pause() : PauseAfterFailure));
        Receive<RequestFailed>(_ => PressIn(PauseAfterFailure));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(EmulatorId emulator, IActorRef router, int seed) =>
        Akka.Actor.Props.Create(() => new DemoPlayerActor(emulator, router, seed));

    protected override void PreStart() => PressIn(_play.Pause());

    // The timer has one key, and starting it replaces the old one, so there is never more than one input on its way.
    private void PressIn(TimeSpan delay) => Timers.StartSingleTimer(nameof(Press), Press.Instance, delay);

    private void PressNext()
    {
        PressIn(ReplyTimeout);
        _router.Tell(new SendInput(_emulator, _play.Next(), InputTerms.Default with { DropWithSender = true }));
    }

    private sealed class Press : INotInfluenceReceiveTimeout
    {
        public static Press Instance { get; } = new();
    }
}
