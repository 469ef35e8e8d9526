using System.Collections.Immutable;

namespace ActorInput.Host.Gateway;

/// <summary>How far a node has started.</summary>
/// <param name="HasJoined">Whether the node has joined its cluster, and its router and its fleet actor answer.</param>
/// <param name="Wanted">How many emulators of its own the node has.</param>
/// <param name="Started">How many of them are past the state starting; 0 when none of them plays.</param>
/// <param name="Waiting">The emulators that are not: id, and the reason if it is known.</param>
internal sealed record ReadinessReport(bool HasJoined, int Wanted, int Started, ImmutableSortedDictionary<string, string?> Waiting)
{
    private const int MostNamed = 8;

    /// <summary>The report of a stopping node. It is given before anything else happens, so that nobody sends the node more requests.</summary>
    public static ReadinessReport Stopping { get; } = new(HasJoined: true, 0, 0, ImmutableSortedDictionary<string, string?>.Empty) { IsStopping = true };

    /// <summary>Whether the node stops.</summary>
    public bool IsStopping { get; private init; }

    public bool IsReady => HasJoined && Started == Wanted && !IsStopping;

    /// <summary>How far it is, in a few words.</summary>
    public string Progress => HasJoined ? $"{Started} of {Wanted} games run" : "joining the cluster";

    /// <summary>One sentence that says what the node waits for.</summary>
    public string Describe()
    {
        if (IsStopping)
            return "The node is stopping.";
        if (!HasJoined)
            return "The node is joining its cluster.";
        return IsReady
            ? "The node is ready."
            : $"{Started} of {Wanted} emulators have started; waiting for {string.Join(", ", Waiting.Take(MostNamed).Select(w => w.Value is null ? w.Key : $"{w.Key} ({w.Value})"))}{More}.";
    }

    private string More => Waiting.Count > MostNamed ? $" and {Waiting.Count - MostNamed} more" : "";
}
