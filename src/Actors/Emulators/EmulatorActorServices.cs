using ActorInput.Actors.Buffering;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using Polly;

namespace ActorInput.Actors.Emulators;

/// <summary>What all emulator actors of a node share.</summary>
internal sealed class EmulatorActorServices(
    ActorInputOptions options,
    IEmulatorSessionFactory sessions,
    WindowTimer timer,
    ActorInputMetrics metrics,
    TimeProvider time,
    IMaterializer materializer,
    ILoggingAdapter log,
    IActorRef pool,
    string node)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionOptions, ResiliencePipeline<SendAttempt>> _retries = new(ReferenceEqualityComparer.Instance);

    public ActorInputOptions Options => options;

    public IEmulatorSessionFactory Sessions => sessions;

    public WindowTimer Timer => timer;

    public ActorInputMetrics Metrics => metrics;

    public IMaterializer Materializer => materializer;

    /// <summary>The log of all emulators; each line names its own.</summary>
    public ILoggingAdapter Log => log;

    public IActorRef Pool => pool;

    public TimeProvider Time => time;

    /// <summary>Where leases are kept for an emulator's next owner; null: they end with the owner.</summary>
    public ILeaseStore? LeaseStore { get; init; }

    /// <summary>Who is told of leases. Asked for each time: the broker's proxy starts after the emulators do.</summary>
    public Func<IActorRef> LeaseBroker { get; init; } = static () => ActorRefs.Nobody;

    /// <summary>The node's address, as it is shown to people.</summary>
    public string Node => node;

    /// <summary>Whether the fleet has an emulator of this name.</summary>
    public bool Knows(EmulatorId emulator) => options.Emulators.Contains(emulator.Value);

    /// <summary>The retry pipeline for these options, made once: one for each emulator would cost more memory than its actor.</summary>
    public ResiliencePipeline<SendAttempt> RetryFor(SessionOptions session)
    {
        lock (_lock)
        {
            return _retries.TryGetValue(session, out var known) ? known : _retries[session] = DispatchRetry.For(session, time);
        }
    }
}
