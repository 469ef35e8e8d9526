using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Load;

/// <summary>
/// The newest load report of every node, as far as this node knows. Reads never wait and see a consistent snapshot; safe to call from any thread.
/// </summary>
internal sealed class ClusterLoad(TimeProvider time)
{
    private readonly Lock _lock = new();
    private volatile LoadSnapshot _now = LoadSnapshot.Empty;

    /// <summary>All that is known, at one moment.</summary>
    public LoadSnapshot Now => _now;

    /// <summary>The newest report of each node, in the order of their addresses.</summary>
    public IEnumerable<NodeReport> Nodes => _now.Nodes.Values;

    /// <summary>Takes a report if it is newer than what is known of its node. False when it is not.</summary>
    public bool Take(LoadReport report)
    {
        lock (_lock)
        {
            if (_now.Nodes.TryGetValue(report.Node, out var known) && !IsNewer(report, known.Report))
                return false;
            _now = new LoadSnapshot(_now.Nodes.SetItem(report.Node, new NodeReport(report, time.GetTimestamp())));
            return true;
        }
    }

    /// <summary>Forgets nodes that are no members any more.</summary>
    /// <param name="isMember">Whether an address is a member's.</param>
    public void Keep(Predicate<string> isMember)
    {
        lock (_lock)
        {
            var gone = _now.Nodes.Keys.Where(node => !isMember(node)).ToList();
            if (gone.Count > 0)
                _now = new LoadSnapshot(_now.Nodes.RemoveRange(gone));
        }
    }

    /// <summary>The emulator's row and its node, or null when no report has it.</summary>
    public EmulatorPlace? Find(EmulatorId emulator) => _now.Find(emulator);

    /// <summary>How long ago the report came.</summary>
    public TimeSpan AgeOf(NodeReport report) => time.GetElapsedTime(report.ReceivedAt);

    /// <summary>The cluster's slots as a sentence: this node's as they are now, the others' by their reports.</summary>
    /// <param name="node">This node, whose own report may be older than what it knows.</param>
    /// <param name="total">Its slots.</param>
    /// <param name="free">Those of them that are free.</param>
    public string DescribeRoom(string node, int total, int free)
    {
        var others = Nodes.Where(other => other.Report.Node != node).Select(other => other.Report).ToList();
        return others.Count == 0
            ? "No other node has told of slots."
            : $"In the cluster {free + others.Sum(other => other.SlotsFree)} of {total + others.Sum(other => other.SlotsTotal)} slots are free, by the reports of {others.Count} other nodes.";
    }

    /// <summary>Processes of a node at one address run one after another and share its clock.</summary>
    private static bool IsNewer(LoadReport report, LoadReport known) =>
        report.NodeUid == known.NodeUid ? report.Number > known.Number : report.SentAt > known.SentAt;
}
