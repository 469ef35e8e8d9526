using System.Collections.Immutable;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Emulators;
using Akka.Hosting;

namespace ActorInput.Host.Gateway;

/// <summary>Tells how far the node has come in starting. It is ready when each of its emulators has been tried and one of them plays, or it has none.</summary>
internal sealed class NodeReadiness(IReadOnlyActorRegistry registry, IClusterMembers members, EmulatorClient client, ActorInputOptions options, IHostApplicationLifetime lifetime)
{
    public async Task<ReadinessReport> LookAsync(CancellationToken token)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return ReadinessReport.Stopping;
        var waiting = options.Emulators.ToImmutableSortedDictionary(id => id, string? (_) => null, StringComparer.Ordinal);
        if (!registry.TryGet<EmulatorRegion>(out _) || !registry.TryGet<FleetKeeper>(out _) || !members.IsUp || (await client.ListAsync(token)).Value is not { } list)
            return new(RegionIsUp: false, options.Emulators.Count, 0, waiting);
        var own = list.Emulators.Where(status => waiting.ContainsKey(status.Emulator.Value)).ToList();
        // Started is what has left the state starting, but when nothing plays nothing is ready.
        var isPlaying = own.Exists(static status => status.State is EmulatorState.Ready or EmulatorState.Sequential or EmulatorState.Uncertain);
        foreach (var status in own)
        {
            waiting = !isPlaying || status.State == EmulatorState.Starting
                ? waiting.SetItem(status.Emulator.Value, status.Problem)
                : waiting.Remove(status.Emulator.Value);
        }

        return new(RegionIsUp: true, options.Emulators.Count, options.Emulators.Count - waiting.Count, waiting);
    }
}
