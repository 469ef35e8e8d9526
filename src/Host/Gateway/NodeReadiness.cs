using System.Collections.Immutable;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Emulators;
using Akka.Hosting;

namespace ActorInput.Host.Gateway;

/// <summary>Reports how far the node has started. It is ready when each of its emulators has been tried and at least one plays, or when it has none.</summary>
internal sealed class NodeReadiness(IReadOnlyActorRegistry registry, IClusterMembers members, EmulatorClient client, ActorInputOptions options, IHostApplicationLifetime lifetime)
{
    public async Task<ReadinessReport> LookAsync(CancellationToken token)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return ReadinessReport.Stopping;
        var waiting = options.Emulators.ToImmutableSortedDictionary(id => id, string? (_) => null, StringComparer.Ordinal);
        if (!registry.TryGet<EmulatorRouter>(out _) || !registry.TryGet<FleetKeeper>(out _) || !members.IsUp || (await client.ListAsync(token)).Value is not { } list)
            return new(HasJoined: false, options.Emulators.Count, 0, waiting);
        var own = list.Emulators.Where(status => waiting.ContainsKey(status.Emulator.Value)).ToList();
        // Emulators that have left the state starting count as started; but if none plays, none counts.
        var isPlaying = own.Exists(static status => status.State is EmulatorState.Ready or EmulatorState.Sequential or EmulatorState.Uncertain);
        foreach (var status in own)
        {
            waiting = !isPlaying || status.State == EmulatorState.Starting
                ? waiting.SetItem(status.Emulator.Value, status.Problem)
                : waiting.Remove(status.Emulator.Value);
        }

        return new(HasJoined: true, options.Emulators.Count, options.Emulators.Count - waiting.Count, waiting);
    }
}
