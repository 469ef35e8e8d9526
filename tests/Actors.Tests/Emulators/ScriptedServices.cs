using System.Diagnostics.Metrics;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Telemetry;
using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>The services of an emulator's actor, with a scripted game.</summary>
internal static class ScriptedServices
{
    /// <summary>Metrics that nobody reads.</summary>
    public static ActorInputMetrics Metrics() => new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public static EmulatorActorServices Create(ActorInputOptions options, ScriptedGame game, WindowTimer timer, IActorRef pool, ActorSystem system, IActorRef? checkpoints = null, IActorRef? router = null) =>
        Create(options, game, timer, pool, system, new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), checkpoints, router);

    public static EmulatorActorServices Create(
        ActorInputOptions options, ScriptedGame game, WindowTimer timer, IActorRef pool, ActorSystem system, IMeterFactory meters, IActorRef? checkpoints = null, IActorRef? router = null) =>
        new(options.ForEmulators, new ScriptedSessionFactory(game), timer, new ActorInputMetrics(meters), TimeProvider.System, system.Materializer(), Logging.GetLogger(system, "emulators"), pool, "test")
        {
            Checkpoints = checkpoints ?? ActorRefs.Nobody,
            Fleet = system.ActorOf(Props.Create(() => new FakeFleetActor(FakeFleetActor.Named(options.Emulators)))),
            Router = router ?? system.DeadLetters,
            HasPeers = () => router is not null,
            Handovers = new FakeHandoverStore(),
        };

    /// <summary>Makes them with a broker that is told of leases, and a fleet that several owners share.</summary>
    public static EmulatorActorServices Create(
        ActorInputOptions options, ScriptedGame game, WindowTimer timer, IActorRef pool, ActorSystem system, Func<IActorRef> broker, IActorRef fleet) =>
        new(
            options.ForEmulators,
            new ScriptedSessionFactory(game),
            timer,
            Metrics(),
            TimeProvider.System,
            system.Materializer(),
            Logging.GetLogger(system, "emulators"),
            pool,
            "test")
        {
            Fleet = fleet,
            Router = system.DeadLetters,
            Handovers = new FakeHandoverStore(),
            LeaseBroker = broker,
        };
}
