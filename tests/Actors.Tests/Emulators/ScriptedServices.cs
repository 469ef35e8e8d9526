using System.Diagnostics.Metrics;
using ActorInput.Actors.Buffering;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Telemetry;
using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>What an emulator's actor needs, around a scripted game.</summary>
internal static class ScriptedServices
{
    public static EmulatorActorServices Create(ActorInputOptions options, ScriptedGame game, WindowTimer timer, IActorRef pool) =>
        Create(options, game, timer, pool, new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public static EmulatorActorServices Create(
        ActorInputOptions options, ScriptedGame game, WindowTimer timer, IActorRef pool, IMeterFactory meters) =>
        new(options, new ScriptedSessionFactory(game), timer, new ActorInputMetrics(meters), TimeProvider.System, pool, "test");
}
