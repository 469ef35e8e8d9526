using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Load;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using Akka.Actor;
using Akka.Event;
using Akka.Streams;

namespace ActorInput.Actors.Emulators;

/// <summary>What all emulator actors of a node share.</summary>
internal sealed class EmulatorActorServices(
    EmulatorSettings settings,
    IEmulatorSessionFactory sessions,
    WindowTimer timer,
    ActorInputMetrics metrics,
    TimeProvider time,
    IMaterializer materializer,
    ILoggingAdapter log,
    IActorRef pool,
    string node)
    : InputServices(sessions, timer, metrics, time, materializer)
{
    public EmulatorSettings Settings => settings;

    /// <summary>The log of all emulators; each line names its own.</summary>
    public ILoggingAdapter Log => log;

    public IActorRef Pool => pool;

    /// <summary>Who is told of leases. Asked for each time: the broker's proxy starts after the emulators do.</summary>
    public Func<IActorRef> LeaseBroker { get; init; } = static () => ActorRefs.Nobody;

    /// <summary>The node's address, as it is shown to people.</summary>
    public string Node => node;

    /// <summary>The node's fleet actor: what the cluster knows of each emulator.</summary>
    public required IActorRef Fleet { get; init; }

    /// <summary>The node's router: hears which emulators come and go, and takes back what one that goes did not take.</summary>
    public required IActorRef Router { get; init; }

    /// <summary>Where a game waits for its next owner.</summary>
    public required IHandoverStore Handovers { get; init; }

    /// <summary>Tells this process of the node from an earlier one at the same address.</summary>
    public long NodeUid { get; init; }

    /// <summary>Whether another node could take an emulator over.</summary>
    public Func<bool> HasPeers { get; init; } = static () => false;

    /// <summary>Where the emulators of this node show how busy they are.</summary>
    public NodeLoad Load { get; init; } = new();
}
