using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Balancing;

/// <summary>Which emulators could take a batch, and why the others could not.</summary>
internal sealed class CandidateFilter(ClusterLoad load, SentFrames sent, BalancingOptions options, string node)
{
    /// <summary>All that could take the batch; when that is none, <see cref="Shortage"/> says why.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="tried">Emulators that have refused it.</param>
    public List<BalancingCandidate> For(SubmitBatch batch, IReadOnlySet<EmulatorId> tried)
    {
        var found = new List<BalancingCandidate>();
        foreach (var place in load.Now.Emulators)
        {
            if (!tried.Contains(place.Load.Emulator) && Obstacle(place, batch) is null)
                found.Add(new BalancingCandidate(place.Load, place.Node.Report.Node, place.Node.Report.Node == node, sent.Outstanding(place)));
        }

        return found;
    }

    /// <summary>The numbers, as a sentence for people.</summary>
    public string Shortage(SubmitBatch batch)
    {
        var all = load.Now.Emulators;
        var obstacles = all.GroupBy(place => Obstacle(place, batch), StringComparer.Ordinal).Where(group => group.Key is not null)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}").ToList();
        return all.IsEmpty
            ? "No node has told of an emulator yet."
            : $"None of {all.Length} emulators can take the batch: {string.Join(", ", obstacles)}.";
    }

    /// <summary>Why this one cannot take it; null when it can.</summary>
    private string? Obstacle(EmulatorPlace place, SubmitBatch batch)
    {
        var row = place.Load;
        return load.AgeOf(place.Node) > options.StaleAfter ? "on nodes that have not reported in time"
            : row.State is not (EmulatorState.Ready or EmulatorState.Sequential) ? row.State.ToString().ToLowerInvariant()
            : batch.Cartridge is not null && !string.Equals(batch.Cartridge, row.Cartridge, StringComparison.OrdinalIgnoreCase) ? "with another cartridge"
            : IsLeaseOf(batch.Terms.Lease, row.Emulator) ? null
            : batch.Terms.Lease is not null ? "not of the lease"
            : row.Leased ? "leased"
            : null;
    }

    /// <summary>A token begins with the emulator that it leases; whether it is good is for the emulator to say.</summary>
    private static bool IsLeaseOf(string? token, EmulatorId emulator) =>
        LeaseToken.TryParse(token, out var lease) && lease.Emulator == emulator;
}
