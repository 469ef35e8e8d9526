using ActorInput.Actors.Emulators;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Pool;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Actors.Hosting;

/// <summary>Everything that a node of ActorInput is configured by. Bound from the section <c>ActorInput</c>.</summary>
public sealed class ActorInputOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "ActorInput";

    /// <summary>The emulators that this node adds to the fleet; unique in the cluster. Default none.</summary>
    public IList<string> Emulators { get; set; } = [];

    /// <summary>Name of the cluster: 1 to 64 letters, digits and hyphens. Nodes of another name cannot join. Default <c>actorinput</c>.</summary>
    public string ClusterName { get; set; } = "actorinput";

    /// <summary>Address on which the cluster listens. Default 127.0.0.1. Beyond loopback <see cref="Tls"/> is required.</summary>
    public string ClusterHost { get; set; } = "127.0.0.1";

    /// <summary>Port of the cluster. Default 4053; 0 takes a free one.</summary>
    public int ClusterPort { get; set; } = 4053;

    /// <summary>Nodes to join, as <c>host:port</c>. Default none: the node forms a cluster of its own.</summary>
    public IList<string> SeedNodes { get; set; } = [];

    /// <summary>TLS between nodes, with a certificate on both sides. Default null: none. Required when <see cref="ClusterHost"/> is not loopback.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>
    /// Says in so many words that nodes may talk without TLS beyond loopback. Default false. Who reaches the port can then join the cluster
    /// and press buttons: only for a network where nobody else is.
    /// </summary>
    public bool AllowUnencryptedCluster { get; set; }

    /// <summary>Number of shards, the same on every node. Default 64; 1 to 10,000. About ten for each node there will ever be.</summary>
    public int Shards { get; set; } = 64;

    /// <summary>How large inputs and batches may be.</summary>
    public InputLimits Limits { get; set; } = InputLimits.Default;

    /// <summary>How emulators work.</summary>
    public EmulatorOptions Emulator { get; set; } = new();

    /// <summary>Emulators that work otherwise: by id, a whole set each.</summary>
    public IDictionary<string, EmulatorOptions> Overrides { get; set; } = new Dictionary<string, EmulatorOptions>(StringComparer.Ordinal);

    /// <summary>The slots of this node.</summary>
    public PoolOptions Pool { get; set; } = new();

    /// <summary>How emulators are leased to agents.</summary>
    public LeaseOptions Lease { get; set; } = new();

    /// <summary>The options of one emulator.</summary>
    public EmulatorOptions For(EmulatorId emulator) => Overrides.TryGetValue(emulator.Value, out var own) ? own : Emulator;

    /// <summary>All that is wrong, each a sentence that names the option, its value and what is allowed; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new OptionProblems();
        foreach (var emulator in Emulators.Concat(Overrides.Keys))
        {
            if (!EmulatorId.TryParse(emulator, out _))
                problems.Add($"{nameof(Emulators)} has '{emulator}'; {EmulatorId.Rule}.");
        }

        foreach (var twice in Emulators.GroupBy(e => e, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add($"{nameof(Emulators)} has '{twice.Key}' {twice.Count()} times; names are unique.");
        if (ClusterName.Length is 0 or > 64 || !ClusterName.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            problems.Add($"{nameof(ClusterName)} is '{ClusterName}'; 1 to 64 letters, digits and hyphens are allowed.");
        problems.InRange(nameof(ClusterPort), ClusterPort, 0, 65_535);
        Tls?.Validate(nameof(Tls), problems);
        if (Tls is null && !AllowUnencryptedCluster && !WireHosting.IsLoopback(ClusterHost))
        {
            problems.Add(
                $"{nameof(ClusterHost)} is '{ClusterHost}', which is not loopback, and {nameof(Tls)} is not set; configure {nameof(Tls)}, "
                + $"or set {nameof(AllowUnencryptedCluster)} if nobody else can reach that network.");
        }

        problems.InRange(nameof(Shards), Shards, 1, 10_000);
        problems.InRange($"{nameof(Limits)}:{nameof(Limits.MaxPresses)}", Limits.MaxPresses, 1, 100_000);
        problems.InRange($"{nameof(Limits)}:{nameof(Limits.MaxFrames)}", Limits.MaxFrames, 1, 10_000_000);
        problems.InRange($"{nameof(Limits)}:{nameof(Limits.MaxBatchInputs)}", Limits.MaxBatchInputs, 1, 1_024);
        problems.InRange($"{nameof(Limits)}:{nameof(Limits.MaxTextLength)}", Limits.MaxTextLength, 1, 1_048_576);
        Emulator.Validate(nameof(Emulator), problems);
        foreach (var (id, own) in Overrides)
            own.Validate($"{nameof(Overrides)}:{id}", problems);
        Pool.Validate(nameof(Pool), problems);
        Lease.Validate(nameof(Lease), problems);
        return problems.All;
    }
}
