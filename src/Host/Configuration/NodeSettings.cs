using System.Globalization;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Inputs;
using ActorInput.Host.Commands;
using ActorInput.Host.Gateway;

namespace ActorInput.Host.Configuration;

/// <summary>Everything that a node is configured by, validated.</summary>
/// <param name="Node">The actors' side.</param>
/// <param name="Http">The HTTP side.</param>
/// <param name="Configuration">All of it as read, for the section <c>Logging</c>.</param>
internal sealed record NodeSettings(ActorInputOptions Node, HttpOptions Http, IConfigurationRoot Configuration)
{
    private const string Section = ActorInputOptions.Section;

    /// <summary>Whether the node's emulator servers are this same program; false when the configuration names another.</summary>
    public bool StartsItself { get; private init; }

    /// <summary>Reads, binds and validates.</summary>
    /// <param name="place">Where configuration is looked for.</param>
    /// <param name="arguments">What the command line says.</param>
    /// <exception cref="CommandException">Something is wrong; the message says all of it.</exception>
    public static NodeSettings Load(ConfigurationPlace place, NodeArguments arguments)
    {
        var root = ConfigurationLayers.Build(place, arguments.ConfigFile, FromCommandLine(arguments));
        var tree = new OptionTree(root);
        var section = root.GetSection(Section);
        tree.Read(section, typeof(ActorInputOptions), HttpOptions.Section);
        tree.Read(section.GetSection(HttpOptions.Section), typeof(HttpOptions));

        var good = tree.Good();
        // The binder writes into the object that it finds; the default is one for all and must not be written to.
        var node = new ActorInputOptions { Limits = InputLimits.Default with { } };
        good.GetSection(Section).Bind(node);
        var http = new HttpOptions();
        good.GetSection(Section).GetSection(HttpOptions.Section).Bind(http);
        var startsItself = node.Pool.ServerCommand is null;
        FillIn(node, good, arguments);

        List<string> problems = [.. tree.Problems, .. node.Validate().Concat(http.Validate()).Select(p => $"{Section}:{p}")];
        return problems.Count == 0 ? new NodeSettings(node, http, root) { StartsItself = startsItself } : throw new CommandException(problems);
    }

    private static void FillIn(ActorInputOptions node, IConfigurationRoot good, NodeArguments arguments)
    {
        if (arguments.Emulators is { } count)
            node.Emulators = Names(count);
        else if (node.Emulators.Count == 0)
            node.Emulators = Names(arguments.DefaultEmulators);

        // Twice the games, so that those of a node that left find room; none where the slots are elsewhere.
        if (arguments.Slots is null && good[$"{Section}:{nameof(node.Pool)}:{nameof(node.Pool.EmbeddedSlots)}"] is null)
            node.Pool.EmbeddedSlots = node.Pool.StaticSlots.Count > 0 ? 0 : Math.Min(2 * node.Emulators.Count, 10_000);
        node.Pool.ServerCommand ??= SelfCommand.ForEmulators(arguments);
    }

    private static List<string> Names(int count) =>
        [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"emu-{i}"))];

    private static Dictionary<string, string?> FromCommandLine(NodeArguments arguments)
    {
        var keys = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Set($"{HttpOptions.Section}:{nameof(HttpOptions.Port)}", arguments.HttpPort);
        Set(nameof(ActorInputOptions.ClusterPort), arguments.ClusterPort);
        Set($"{nameof(ActorInputOptions.Pool)}:{nameof(ActorInputOptions.Pool.EmbeddedSlots)}", arguments.Slots);
        for (var i = 0; i < arguments.StaticSlots.Count; i++)
            keys[string.Create(CultureInfo.InvariantCulture, $"{Section}:{nameof(ActorInputOptions.Pool)}:{nameof(ActorInputOptions.Pool.StaticSlots)}:{i}")] = arguments.StaticSlots[i];
        return keys;

        void Set(string key, int? value)
        {
            if (value is { } number)
                keys[$"{Section}:{key}"] = number.ToString(CultureInfo.InvariantCulture);
        }
    }
}
