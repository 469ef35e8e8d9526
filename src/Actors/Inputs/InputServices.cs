using ActorInput.Actors.Fleet;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using Akka.Actor;
using Akka.Streams;
using Polly;

namespace ActorInput.Actors.Inputs;

/// <summary>The services that the inputs of all emulators on a node share.</summary>
internal class InputServices(IEmulatorSessionFactory sessions, WindowTimer timer, ActorInputMetrics metrics, TimeProvider time, IMaterializer materializer)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SessionOptions, ResiliencePipeline<SendAttempt>> _retries = new(ReferenceEqualityComparer.Instance);

    public IEmulatorSessionFactory Sessions => sessions;

    public WindowTimer Timer => timer;

    public ActorInputMetrics Metrics => metrics;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    public IMaterializer Materializer => materializer;

    /// <summary>Whether this node may press buttons.</summary>
    public FenceGate Gate { get; init; } = FenceGate.AlwaysOpen;

    /// <summary>The node's checkpoint store; nobody if it has none.</summary>
    public IActorRef Checkpoints { get; init; } = ActorRefs.Nobody;

    /// <summary>The retry pipeline for these options, made once: one for each emulator would cost more memory than its actor.</summary>
    public ResiliencePipeline<SendAttempt> RetryFor(SessionOptions session)
    {
        lock (_lock)
        {
            return _retries.TryGetValue(session, out var known) ? known : _retries[session] = DispatchRetry.For(session, time);
        }
    }
}
