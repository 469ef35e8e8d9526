using ActorInput.Actors.Hosting;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Host.Demo;

/// <summary>
/// Starts the demo agent's players once the region is there, and stops them before the actor system stops: inputs that still come in keep a
/// shard region from ending until its time is up (10 s).
/// </summary>
internal sealed class DemoAgentService(ActorSystem system, IRequiredActor<EmulatorRegion> region, DemoPlan plan, TimeProvider time)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var target = await region.GetAsync(stoppingToken);
        List<IActorRef> players =
            [.. plan.Emulators.Select((emulator, i) => system.ActorOf(DemoPlayerActor.Props(emulator, target, seed: i + 1), $"demo-{emulator}"))];
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken);
        }
        finally
        {
            players.ForEach(system.Stop);
        }
    }
}
