using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Load;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using Akka.Actor;
using Akka.Event;
using Akka.Streams;

namespace ActorInput.Actors.Emulators;

/// <summary>The services that all emulator actors of a node share.</summary>
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

    /// <summary>
    /// The lease broker, which is told about leases. It is looked up each time, because the broker's proxy starts after the emulators.
    /// </summary>
    public Func<IActorRef> LeaseBroker { get; init; } = static () => ActorRefs.Nobody;

    /// <summary>The node's address, for messages to people.</summary>
    public string Node => node;

    /// <summary>The node's fleet actor, which has the cluster's entry for each emulator.</summary>
    public required IActorRef Fleet { get; init; }

    /// <summary>
    /// The node's router. It is told which emulators arrive and depart, and takes back the messages that a departing one did not process.
    /// </summary>
    public required IActorRef Router { get; init; }

    /// <summary>Where a saved game waits for its next owner.</summary>
    public required IHandoverStore Handovers { get; init; }

    /// <summary>The id of this process, by which it is told from an earlier one at the same address.</summary>
    public long NodeUid { get; init; }

    /// <summary>Whether another node could take an emulator over.</summary>
    public Func<bool> HasPeers { get; init; } = static () => false;

    /// <summary>Where the emulators of this node report how busy they are.</summary>
    public NodeLoad Load { get; init; } = new();
}
