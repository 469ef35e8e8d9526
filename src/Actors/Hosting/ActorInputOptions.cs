using System.Globalization;
using System.Net;
using ActorInput.Actors.Agents;
using ActorInput.Actors.Balancing;
using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Common;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Lane;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Placement;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Routing;
using ActorInput.Actors.Wire;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using Akka.Configuration;

namespace ActorInput.Actors.Hosting;

/// <summary>The options of a node. Bound from the configuration section <c>ActorInput</c>.</summary>
public sealed class ActorInputOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "ActorInput";

    /// <summary>The emulators that this node adds to the fleet; unique in the cluster. Default none.</summary>
    public IList<string> Emulators { get; set; } = [];

    /// <summary>
    /// The prefix of generated names, used when a host is told only how many emulators the node adds. Default null: <c>emu</c>, or <c>emu-PORT</c> on
    /// a node that joins others, so that names are unique in the cluster.
    /// </summary>
    public string? EmulatorPrefix { get; set; }

    /// <summary>
    /// What the node does: <c>emulator</c> (owns emulators), <c>gateway</c> (answers HTTP), <c>agent</c> (sends only), or several. Default
    /// emulator and gateway.
    /// </summary>
    public IList<string> Roles { get; set; } = [];

    /// <summary>Name of the cluster: 1 to 64 letters, digits and hyphens, no hyphen first. Nodes of another name cannot join. Default <c>actorinput</c>.</summary>
    public string ClusterName { get; set; } = "actorinput";

    /// <summary>Name or address by which other nodes reach this one. Default 127.0.0.1. Beyond loopback <see cref="Tls"/> is required.</summary>
    public string ClusterHost { get; set; } = "127.0.0.1";

    /// <summary>Address on which the node listens for the cluster, if it differs, for example 0.0.0.0. Default null:
    /// <see cref="ClusterHost"/>.</summary>
    public string? ClusterBind { get; set; }

    /// <summary>Port of the cluster. Default 4053; 0 takes a free one.</summary>
    public int ClusterPort { get; set; } = 4053;

    /// <summary>Nodes to join, as <c>host:port</c>. Default none: the node forms a cluster of its own.</summary>
    public IList<string> SeedNodes { get; set; } = [];

    /// <summary>
    /// The name of a service whose addresses are the nodes to join, looked up by Akka.Discovery with the method that the actor system's
    /// configuration names (<c>akka.discovery.method</c>). Default null: <see cref="SeedNodes"/>. Not both.
    /// </summary>
    public string? DiscoveryService { get; set; }

    /// <summary>TLS between nodes, with a certificate on both sides. Default null: none. Required when <see cref="ClusterHost"/> is not loopback.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>
    /// Allows nodes to talk without TLS beyond loopback. Default false. Anybody who reaches the port can then join the cluster and press buttons: set
    /// it only in a network that nobody else can reach.
    /// </summary>
    public bool AllowUnencryptedCluster { get; set; }

    /// <summary>
    /// Number of shards, the same on every node. Default 0: each emulator is a shard of its own, and is placed where it finds a slot. 1 to 10,000:
    /// emulators are placed in this many groups; for fleets of more than about 2,000 emulators whose nodes have slots to spare.
    /// </summary>
    public int Shards { get; set; }

    /// <summary>How large inputs and batches may be.</summary>
    public InputLimits Limits { get; set; } = InputLimits.Default;

    /// <summary>How emulators work.</summary>
    public EmulatorOptions Emulator { get; set; } = new();

    /// <summary>Options of single emulators, by id: each a complete set.</summary>
    public IDictionary<string, EmulatorOptions> Overrides { get; set; } = new Dictionary<string, EmulatorOptions>(StringComparer.Ordinal);

    /// <summary>How messages for moving emulators are treated.</summary>
    public RouterOptions Router { get; set; } = new();

    /// <summary>When a node that hears nothing from other nodes stops pressing buttons.</summary>
    public FenceOptions Fence { get; set; } = new();

    /// <summary>Which emulators are moved for balance.</summary>
    public PlacementOptions Placement { get; set; } = new();

    /// <summary>Connections between nodes for inputs.</summary>
    public LaneOptions Lane { get; set; } = new();

    /// <summary>The slots of this node.</summary>
    public PoolOptions Pool { get; set; } = new();

    /// <summary>How emulators are chosen for batches.</summary>
    public BalancingOptions Balancing { get; set; } = new();

    /// <summary>Where saved games are kept.</summary>
    public CheckpointOptions Checkpoints { get; set; } = new();

    /// <summary>How emulators are leased to agents.</summary>
    public LeaseOptions Lease { get; set; } = new();

    /// <summary>How an agent on this node waits.</summary>
    public AgentOptions Agent { get; set; } = new();

    /// <summary>Whether the node has the role.</summary>
    public bool HasRole(string role) => Roles.Count == 0 ? role != NodeRoles.Agent : Roles.Contains(role);

    /// <summary>The options of one emulator.</summary>
    public EmulatorOptions For(EmulatorId emulator) => Overrides.TryGetValue(emulator.Value, out var own) ? own : Emulator;

    internal EmulatorSettings ForEmulators => new(For, Limits, Lease);

    internal LaneSettings ForLane => new(Lane, ClusterName, ClusterHost, ClusterBind, Tls);

    /// <summary>The node's HTTP address, so that other nodes can show it; null if it has none. Set by the host, not by configuration.</summary>
    internal Func<string?> HttpAddress { get; set; } = static () => null;

    /// <summary>All problems, each a sentence that names the option, its value and what is allowed; empty when there are none.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new OptionProblems();
        ValidateFleet(problems);
        ValidateCluster(problems);
        ValidateLimits(problems);
        Emulator.Validate(nameof(Emulator), problems);
        foreach (var (id, own) in Overrides)
            own.Validate($"{nameof(Overrides)}:{id}", problems);
        Router.Validate(nameof(Router), problems);
        Fence.Validate(nameof(Fence), problems);
        Placement.Validate(nameof(Placement), problems);
        Lane.Validate(nameof(Lane), problems);
        Pool.Validate(nameof(Pool), problems);
        Balancing.Validate(nameof(Balancing), problems);
        Checkpoints.Validate(nameof(Checkpoints), problems);
        Lease.Validate(nameof(Lease), problems);
        Agent.Validate(nameof(Agent), problems);
        return problems.All;
    }

    /// <summary>
    /// Further problems of a node whose actor system has these user settings, and only our policies. Other hosts find them at start, when both are
    /// known.
    /// </summary>
    internal IReadOnlyList<string> ValidateWith(Config own)
    {
        List<string> problems = [];
        if (!string.IsNullOrWhiteSpace(Balancing.Policy) && new BalancingPolicies([], Random.Shared) is var policies && policies.Find(Balancing.Policy) is null)
            problems.Add(policies.Problem(Balancing.Policy, BalancingOptions.PolicyPath));
        if (HasRole(NodeRoles.Emulator) && Fence.Problem(own.WithFallback(EmbeddedHocon.Load())) is { } problem)
            problems.Add(problem);
        return problems;
    }

    private void ValidateFleet(OptionProblems problems)
    {
        foreach (var emulator in Emulators.Where(emulator => !EmulatorId.TryParse(emulator, out _)))
            problems.Add($"{nameof(Emulators)} has '{emulator}'; {EmulatorId.Rule}.");
        foreach (var emulator in Overrides.Keys.Where(emulator => !EmulatorId.TryParse(emulator, out _)))
            problems.Add($"{nameof(Overrides)} has '{emulator}'; {EmulatorId.Rule}.");
        foreach (var twice in Emulators.GroupBy(e => e, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add($"{nameof(Emulators)} has '{twice.Key}' {twice.Count()} times; names are unique.");
        foreach (var role in Roles.Where(role => !NodeRoles.All.Contains(role, StringComparer.Ordinal)))
            problems.Add($"{nameof(Roles)} has '{role}'; {string.Join(", ", NodeRoles.All)} are allowed.");
        if (Emulators.Count > 0 && !HasRole(NodeRoles.Emulator))
            problems.Add($"{nameof(Emulators)} has {Emulators.Count} entries, and {nameof(Roles)} has no '{NodeRoles.Emulator}'; only such a node adds emulators.");
        problems.InRange(nameof(Shards), Shards, 0, 10_000);
    }

    private void ValidateCluster(OptionProblems problems)
    {
        if (ClusterName.Length is 0 or > 64 || ClusterName[0] == '-' || !ClusterName.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            problems.Add($"{nameof(ClusterName)} is '{ClusterName}'; 1 to 64 letters, digits and hyphens are allowed, with no hyphen first.");
        if (DiscoveryService is not null && SeedNodes.Count > 0)
            problems.Add($"{nameof(DiscoveryService)} is '{DiscoveryService}' and {nameof(SeedNodes)} has {SeedNodes.Count} entries; one of both is allowed.");
        foreach (var seed in SeedNodes.Where(seed => !IsHostAndPort(seed)))
            problems.Add($"{nameof(SeedNodes)} has '{seed}'; host:port is allowed, for example 10.0.0.1:4053.");
        problems.InRange(nameof(ClusterPort), ClusterPort, 0, 65_535);
        Tls?.Validate(nameof(Tls), problems);
        if (!IsCallable(ClusterHost))
        {
            problems.Add(
                $"{nameof(ClusterHost)} is '{ClusterHost}'; a name or address by which other nodes call this one is allowed. To listen on all addresses, "
                + $"set {nameof(ClusterBind)}.");
        }
        else if (Tls is null && !AllowUnencryptedCluster && Exposed is { } exposed)
        {
            problems.Add(
                $"{exposed}, which is not loopback, and {nameof(Tls)} is not set; configure {nameof(Tls)}, "
                + $"or set {nameof(AllowUnencryptedCluster)} if nobody else can reach that network.");
        }
    }

    private void ValidateLimits(OptionProblems problems)
    {
        problems.InRange($"{nameof(Limits)}:{nameof(Limits.MaxPresses)}", Limits.MaxPresses, 1, 100_000);
        problems.InRange($"{nameof(Limits)}:{nameof(Limits.MaxFrames)}", Limits.MaxFrames, 1, 10_000_000);
        problems.InRange($"{nameof(Limits)}:{nameof(Limits.MaxBatchInputs)}", Limits.MaxBatchInputs, 1, 1_024);
        problems.InRange($"{nameof(Limits)}:{nameof(Limits.MaxTextLength)}", Limits.MaxTextLength, 1, 1_048_576);
    }

    /// <summary>A sentence about what other machines can reach; null when they can reach nothing.</summary>
    private string? Exposed =>
        !WireHosting.IsLoopback(ClusterHost) ? $"{nameof(ClusterHost)} is '{ClusterHost}'"
        : ClusterBind is not null && !WireHosting.IsLoopback(ClusterBind) ? $"{nameof(ClusterBind)} is '{ClusterBind}'"
        : null;

    private static bool IsCallable(string host) =>
        !string.IsNullOrWhiteSpace(host) && !(IPAddress.TryParse(host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));

    private static bool IsHostAndPort(string text) =>
        text.LastIndexOf(':') is > 0 and var colon && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, null, out var port)
        && port is > 0 and <= 65_535 && Uri.CheckHostName(text[..colon]) != UriHostNameType.Unknown;
}
