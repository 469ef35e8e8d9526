using ActorInput.Actors.Hosting;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Host.Demo;

/// <summary>Starts the demo agent's players once the region is there. They end with the actor system.</summary>
internal sealed class DemoAgentService(ActorSystem system, IRequiredActor<EmulatorRegion> region, DemoPlan plan) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var target = await region.GetAsync(stoppingToken);
        for (var i = 0; i < plan.Emulators.Length; i++)
            system.ActorOf(DemoPlayerActor.Props(plan.Emulators[i], target, seed: i + 1), $"demo-{plan.Emulators[i]}");
    }
}
