using System.Globalization;
using System.Security.Cryptography;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Inputs;
using ActorInput.Host.Common;
using ActorInput.Host.Gateway;

namespace ActorInput.Host.Configuration;

/// <summary>The whole configuration of a node, validated.</summary>
/// <param name="Node">The actors' side.</param>
/// <param name="Http">The HTTP side.</param>
/// <param name="Configuration">All of it as read, for the section <c>Logging</c>.</param>
internal sealed record NodeSettings(ActorInputOptions Node, HttpOptions Http, IConfigurationRoot Configuration)
{
    /// <summary>The section that is passed to the actor system unchanged.</summary>
    public const string AkkaSection = "Akka";

    /// <summary>The section that says what is logged.</summary>
    public const string LoggingSection = "Logging";

    private const string Section = ActorInputOptions.Section;

    /// <summary>Whether the node's emulator servers are this program; false if the configuration names another one.</summary>
    public bool StartsItself { get; private init; }

    /// <summary>The address on which the cluster's port is opened. Other nodes may call the node by another address.</summary>
    public string ClusterAddress => Node.ClusterBind ?? Node.ClusterHost;

    /// <summary>Reads, binds and validates.</summary>
    /// <param name="place">Where configuration is looked for.</param>
    /// <param name="arguments">The command line.</param>
    /// <exception cref="CommandException">The configuration is not valid; the message lists every problem.</exception>
    public static NodeSettings Load(ConfigurationPlace place, NodeArguments arguments)
    {
        var root = ConfigurationLayers.Build(place, arguments.ConfigFile, FromCommandLine(arguments));
        var tree = new OptionTree(root);
        var section = root.GetSection(Section);
        tree.ReadRoot(Section, AkkaSection, LoggingSection);
        tree.ReadLogging(root.GetSection(LoggingSection));
        tree.Read(section, typeof(ActorInputOptions), HttpOptions.Section);
        tree.Read(section.GetSection(HttpOptions.Section), typeof(HttpOptions));

        var good = tree.Good();
        // The binder writes into the object that it finds. The default object is shared, so it is replaced first.
        var node = new ActorInputOptions { Limits = InputLimits.Default with { } };
        good.GetSection(Section).Bind(node);
        var http = new HttpOptions();
        good.GetSection(Section).GetSection(HttpOptions.Section).Bind(http);
        var startsItself = node.Pool.ServerCommand is null;
        FillIn(node, good, arguments, place);

        List<string> problems = [.. tree.Problems, .. node.Validate().Concat(node.ValidateWith(ClusterOf(root))).Concat(http.Validate()).Select(p => $"{Section}:{p}")];
        return problems.Count == 0 ? new NodeSettings(node, http, root) { StartsItself = startsItself } : throw new CommandException(problems);
    }

    /// <summary>The cluster's settings in the section <see cref="AkkaSection"/>, as the actor system reads them.</summary>
    private static Akka.Configuration.Config ClusterOf(IConfigurationRoot root) => string.Join('\n', root.GetSection(AkkaSection).GetSection("cluster")
        .AsEnumerable(makePathsRelative: true).Where(entry => entry.Value is not null)
        .Select(entry => $"akka.cluster.{entry.Key.Replace(':', '.')} = \"{entry.Value}\""));

    private static void FillIn(ActorInputOptions node, IConfigurationRoot good, NodeArguments arguments, ConfigurationPlace place)
    {
        if (arguments.Emulators is { } count)
            node.Emulators = Names(node, count);
        else if (node.Emulators.Count == 0)
            node.Emulators = Names(node, arguments.DefaultEmulators);

        // Twice as many as games, so that the games of a node that left find room; none if the slots are elsewhere.
        if (arguments.Slots is null && good[$"{Section}:{nameof(node.Pool)}:{nameof(node.Pool.EmbeddedSlots)}"] is null)
            node.Pool.EmbeddedSlots = node.Pool.StaticSlots.Count > 0 ? 0 : Math.Min(2 * node.Emulators.Count, 10_000);
        node.Pool.ServerCommand ??= SelfCommand.ForEmulators(arguments, ServerLimits(node));
        node.Checkpoints.Directory ??= CheckpointFolder(node, arguments, place);
    }

    /// <summary>
    /// The limits of the node's emulator servers. They must accept whatever an agent may send, and as many inputs as are gathered into one request.
    /// Texts may be of any length, because the text of an input that was made from steps can be longer than an agent may write; the limit of a
    /// request's body still holds.
    /// </summary>
    private static InputLimits ServerLimits(ActorInputOptions node) => node.Limits with
    {
        MaxTextLength = 1_048_576,
        MaxBatchInputs = node.Overrides.Values.Append(node.Emulator).Select(emulator => emulator.Buffering.MaxBatch).Append(node.Limits.MaxBatchInputs).Max(),
    };

    /// <summary>
    /// A folder for this node alone, named by its cluster port, because several nodes on one machine may share a data folder. If the port is not
    /// known yet there is no folder, because a later node could not find it again; checkpoints then end with the node. A node without emulators needs
    /// none.
    /// </summary>
    private static string? CheckpointFolder(ActorInputOptions node, NodeArguments arguments, ConfigurationPlace place) =>
        node.ClusterPort > 0 && node.HasRole(NodeRoles.Emulator)
            ? Path.Combine(
                Path.GetFullPath(arguments.Data ?? GameFileOptions.DefaultData, place.WorkingFolder), "checkpoints", node.ClusterPort.ToString(CultureInfo.InvariantCulture))
            : null;

    private static List<string> Names(ActorInputOptions node, int count)
    {
        var prefix = Prefix(node);
        return [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i}"))];
    }

    /// <summary>
    /// Names are unique in the cluster. A lone node has emu-1…. The names of a node that joins others contain its port, and its host if the cluster
    /// spans machines; if the port is not known yet, a random number.
    /// </summary>
    private static string Prefix(ActorInputOptions node)
    {
        if (node.EmulatorPrefix is { } given)
            return given;
        if (node.SeedNodes.Count == 0 && node.DiscoveryService is null)
            return "emu";
        var port = node.ClusterPort > 0
            ? node.ClusterPort.ToString(CultureInfo.InvariantCulture)
            : RandomNumberGenerator.GetHexString(6, lowercase: true);
        return node.ClusterHost is "127.0.0.1" or "localhost" or "::1" ? $"emu-{port}" : $"emu-{Cleaned(node.ClusterHost)}-{port}";
    }

    private static string Cleaned(string host) => string.Concat(host.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '-'));

    private static Dictionary<string, string?> FromCommandLine(NodeArguments arguments)
    {
        var keys = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Set($"{HttpOptions.Section}:{nameof(HttpOptions.Port)}", arguments.HttpPort);
        Set(nameof(ActorInputOptions.ClusterPort), arguments.ClusterPort);
        Set($"{nameof(ActorInputOptions.Pool)}:{nameof(ActorInputOptions.Pool.EmbeddedSlots)}", arguments.Slots);
        SetAll($"{nameof(ActorInputOptions.Pool)}:{nameof(ActorInputOptions.Pool.StaticSlots)}", arguments.StaticSlots);
        SetAll(nameof(ActorInputOptions.SeedNodes), arguments.Seeds);
        SetAll(nameof(ActorInputOptions.Roles), arguments.Roles);
        return keys;

        void SetAll(string key, IReadOnlyList<string> values)
        {
            for (var i = 0; i < values.Count; i++)
                keys[string.Create(CultureInfo.InvariantCulture, $"{Section}:{key}:{i}")] = values[i];
        }

        void Set(string key, int? value)
        {
            if (value is { } number)
                keys[$"{Section}:{key}"] = number.ToString(CultureInfo.InvariantCulture);
        }
    }
}
