using System.Globalization;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>The settings with which a node is started, and started again.</summary>
internal sealed record NodePlan
{
    /// <summary>Its name in messages; also the name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>Port of the cluster.</summary>
    public int Port { get; init; } = FreePort.Take();

    /// <summary>Address of the cluster.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Address of the HTTP surface; its port is a free one.</summary>
    public string HttpHost { get; init; } = "127.0.0.1";

    /// <summary>Network namespace; null for the test's own.</summary>
    public string? Space { get; init; }

    /// <summary>Whether the node leads a process group of its own, with its emulator servers.</summary>
    public bool OwnGroup { get; init; }

    /// <summary>The emulators that it adds.</summary>
    public IReadOnlyList<string> Emulators { get; init; } = [];

    /// <summary>Slots in emulator servers of its own.</summary>
    public int Slots { get; init; }

    /// <summary>Addresses of games on servers that run already.</summary>
    public IReadOnlyList<string> StaticSlots { get; init; } = [];

    /// <summary>The cartridge of its own emulator servers; null for the demo cartridge.</summary>
    public string? Rom { get; init; }

    /// <summary>More options, by their keys below <c>ActorInput</c>: <c>ClusterName</c>, <c>Tls:KeyFile</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of this node's emulators: <c>a-1</c>…</summary>
    public static IReadOnlyList<string> Names(string node, int count) =>
        [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{node}-{i}"))];

    /// <summary>The command line.</summary>
    /// <param name="seeds">The nodes to join, first the one that may form the cluster.</param>
    /// <param name="data">Folder for its files.</param>
    public IReadOnlyList<string> Arguments(IEnumerable<string> seeds, string data) =>
    [
        "node", "--json", "--http", "0", "--cluster", Text(Port), "--slots", Text(Slots), "--data", data,
        .. seeds.SelectMany(seed => new[] { "--seed", seed }), .. StaticSlots.SelectMany(slot => new[] { "--slot", slot }),
    ];

    /// <summary>The environment, for settings without an option on the command line.</summary>
    public IReadOnlyDictionary<string, string> Environment()
    {
        var options = new Dictionary<string, string>(Options, StringComparer.Ordinal)
        {
            ["Http:Host"] = HttpHost,
            ["ClusterHost"] = Host,
        };
        for (var i = 0; i < Emulators.Count; i++)
            options[$"Emulators:{Text(i)}"] = Emulators[i];
        AddServerCommand(options);
        var environment = options.ToDictionary(o => $"ACTORINPUT__{o.Key.Replace(":", "__", StringComparison.Ordinal)}", o => o.Value, StringComparer.Ordinal);
        environment["LOGGING__LOGLEVEL__DEFAULT"] = "Information";
        environment["LOGGING__LOGLEVEL__MICROSOFT"] = "Warning"; // Not a line for each request.
        return environment;
    }

    /// <summary>The node's own emulator servers press fast, because the tests check who presses and how often, not for how long.</summary>
    private void AddServerCommand(Dictionary<string, string> options)
    {
        options["Pool:ServerCommand:Program"] = "dotnet";
        string[] line = [Path.Combine(AppContext.BaseDirectory, "actorinput.dll"), "emulator", .. GameServers.FastPresses, .. Rom is null ? [] : new[] { "--rom", Rom }];
        for (var i = 0; i < line.Length; i++)
            options[$"Pool:ServerCommand:Arguments:{Text(i)}"] = line[i];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
