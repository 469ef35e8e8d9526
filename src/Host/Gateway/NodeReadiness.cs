using System.Collections.Immutable;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Emulators;
using Akka.Hosting;

namespace ActorInput.Host.Gateway;

/// <summary>Tells how far the node has come in starting.</summary>
internal sealed class NodeReadiness(IReadOnlyActorRegistry registry, IClusterMembers members, EmulatorClient client, ActorInputOptions options, IHostApplicationLifetime lifetime)
{
    public async Task<ReadinessReport> LookAsync(CancellationToken token)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return ReadinessReport.Stopping;
        var waiting = options.Emulators.ToImmutableSortedDictionary(id => id, string? (_) => null, StringComparer.Ordinal);
        if (!registry.TryGet<EmulatorRegion>(out _) || !registry.TryGet<FleetKeeper>(out _) || !members.IsUp || (await client.ListAsync(token)).Value is not { } list)
            return new(RegionIsUp: false, options.Emulators.Count, 0, waiting);
        foreach (var status in list.Emulators)
        {
            if (!waiting.ContainsKey(status.Emulator.Value))
                continue;
            waiting = status.State == EmulatorState.Starting
                ? waiting.SetItem(status.Emulator.Value, status.Problem)
                : waiting.Remove(status.Emulator.Value);
        }

        return new(RegionIsUp: true, options.Emulators.Count, options.Emulators.Count - waiting.Count, waiting);
    }
}
