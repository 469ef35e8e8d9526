using ActorInput.Actors.Load;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Balancing;

/// <summary>Finds the emulators that can take a batch, and says why the others cannot.</summary>
internal sealed class CandidateFilter(ClusterLoad load, NodeLoad own, SentFrames sent, BalancingOptions options, string node)
{
    /// <summary>All emulators that can take the batch and have not refused it; if there are none, <see cref="Shortage"/> says why.</summary>
    public List<BalancingCandidate> For(SubmittedBatch running)
    {
        var found = new List<BalancingCandidate>();
        foreach (var reported in load.Now.Emulators)
        {
            var place = Renewed(reported);
            if (!running.Tried.Contains(place.Load.Emulator) && Obstacle(place, running) is null)
                found.Add(new BalancingCandidate(place.Load, place.Node.Report.Node, place.Node.Report.Node == node, sent.Outstanding(place)));
        }

        return found;
    }

    /// <summary>
    /// Whether an emulator has the batch's cartridge or may have it: the cartridge of an emulator that does not play yet is not known.
    /// </summary>
    public bool HasCartridge(SubmitBatch batch)
    {
        var all = Places;
        return batch.Cartridge is null || all.Count == 0
            || all.Any(place => place.Load.Cartridge is null || string.Equals(batch.Cartridge, place.Load.Cartridge, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether no known emulator can ever start from the batch's checkpoint.</summary>
    public bool IsForeignToAll(SubmittedBatch running)
    {
        var all = Places;
        return all.Count > 0 && all.All(place => IsForeign(place.Load, running));
    }

    /// <summary>The numbers, as a sentence for people.</summary>
    public string Shortage(SubmittedBatch running)
    {
        var all = Places;
        if (IsForeignToAll(running))
            return $"None of {all.Count} emulators plays what checkpoint '{running.Start!.Name}' belongs to: {running.Start.Identity?.ToString() ?? "it does not say which cartridge and core"}.";
        var obstacles = all.GroupBy(place => Obstacle(place, running), StringComparer.Ordinal).Where(group => group.Key is not null)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}").ToList();
        return all.Count == 0
            ? "No node has told of an emulator yet."
            : $"None of {all.Count} emulators can take the batch: {string.Join(", ", obstacles)}.";
    }

    /// <summary>Every emulator that is known. A copy, for when a batch cannot be placed.</summary>
    private List<EmulatorPlace> Places => [.. load.Now.Emulators.Select(Renewed)];

    /// <summary>
    /// An emulator of this node that did not play at the node's last report is checked again: it may play by now, and a caller who was told that the
    /// node is ready must find it.
    /// </summary>
    private EmulatorPlace Renewed(EmulatorPlace place) =>
        place.Node.Report.Node == node && !IsPlaying(place.Load) && own.Find(place.Load.Emulator) is { } now ? place with { Load = now } : place;

    private static bool IsPlaying(EmulatorLoad row) => row.State is EmulatorState.Ready or EmulatorState.Sequential;

    /// <summary>Why this one cannot take it; null when it can.</summary>
    private string? Obstacle(EmulatorPlace place, SubmittedBatch running)
    {
        var (row, batch) = (place.Load, running.Batch);
        return load.AgeOf(place.Node) > options.StaleAfter ? "on nodes that have not reported in time"
            : !IsPlaying(row) ? row.State.ToString().ToLowerInvariant()
            : batch.Cartridge is not null && !string.Equals(batch.Cartridge, row.Cartridge, StringComparison.OrdinalIgnoreCase) ? "with another cartridge"
            : IsForeign(row, running) ? "with another cartridge or core than the checkpoint's"
            : IsLeaseOf(batch.Terms.Lease, row.Emulator) ? null
            : batch.Terms.Lease is not null ? "not of the lease"
            : row.Leased ? "leased"
            : null;
    }

    /// <summary>
    /// True when its server would refuse the batch's checkpoint. If a server does not tell what it plays, the batch is sent and the server
    /// decides.
    /// </summary>
    private static bool IsForeign(EmulatorLoad row, SubmittedBatch running) =>
        running.Start is { } start && row.Identity is { } identity && identity != start.Identity;

    /// <summary>A token begins with the leased emulator's id; that emulator decides whether the token is valid.</summary>
    private static bool IsLeaseOf(string? token, EmulatorId emulator) =>
        LeaseToken.TryParse(token, out var lease) && lease.Emulator == emulator;
}
