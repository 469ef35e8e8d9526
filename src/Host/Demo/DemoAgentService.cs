using ActorInput.Actors.Common;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Host.Demo;

/// <summary>Starts the demo agent's players once the router is registered, and ends them before the node hands its emulators back.</summary>
internal sealed class DemoAgentService(ActorSystem system, IRequiredActor<EmulatorRouter> router, DemoPlan plan) : BackgroundService
{
    private readonly List<IActorRef> _players = [];

    /// <summary>Ends the players: their further inputs would find no emulator, and the router would wait for them.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Task stopped = Task.WhenAll(_players.Select(player => player.GracefulStop(TimeSpan.FromSeconds(1))));
        await stopped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var target = await router.GetAsync(stoppingToken);
        for (var i = 0; i < plan.Emulators.Length; i++)
            _players.Add(system.ActorOf(DemoPlayerActor.Props(plan.Emulators[i], target, seed: i + 1), $"demo-{plan.Emulators[i]}"));
    }
}
