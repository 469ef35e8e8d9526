using ActorInput.Emulation.Games;

namespace ActorInput.Host.Configuration;

/// <summary>What the command line says of a node; null where it says nothing.</summary>
internal sealed record NodeArguments
{
    /// <summary>Port of the HTTP surface; 0 takes a free one.</summary>
    public int? HttpPort { get; init; }

    /// <summary>Port of the cluster; 0 takes a free one.</summary>
    public int? ClusterPort { get; init; }

    /// <summary>Nodes to join, host:port.</summary>
    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <summary>What the node does; empty when the command line does not say.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>How many games the node adds: <c>emu-1</c>…</summary>
    public int? Emulators { get; init; }

    /// <summary>How many games there are when neither the command line nor the configuration says.</summary>
    public int DefaultEmulators { get; init; }

    /// <summary>Room for games in emulator servers that the node starts.</summary>
    public int? Slots { get; init; }

    /// <summary>Games on emulator servers that run already.</summary>
    public IReadOnlyList<string> StaticSlots { get; init; } = [];

    /// <summary>The cartridge; null for the demo cartridge.</summary>
    public string? Rom { get; init; }

    /// <summary>The emulator core; null to look for it.</summary>
    public string? Core { get; init; }

    /// <summary>The battery of fresh games, a <c>.sav</c> file; null for an empty one.</summary>
    public string? Battery { get; init; }

    /// <summary>How fast the games of the node's own emulator servers run.</summary>
    public GameSpeed? Speed { get; init; }

    /// <summary>Frames that a press is held there where it does not say.</summary>
    public int? Hold { get; init; }

    /// <summary>Frames that pass there after a press.</summary>
    public int? Wait { get; init; }

    /// <summary>A configuration file.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Where the node and its emulator servers keep files.</summary>
    public string? Data { get; init; }

    /// <summary>The options given that are for the node's own emulator servers.</summary>
    public IReadOnlyList<string> OptionsOfGames =>
        [.. new[] { (Rom, "--rom"), (Core, "--core"), (Battery, "--battery"), ((object?)Speed, "--speed"), (Hold, "--hold"), (Wait, "--wait") }.Where(o => o.Item1 is not null).Select(o => o.Item2)];

    /// <summary>Whether the demo agent plays.</summary>
    public bool HasAgent { get; init; }

    /// <summary>Whether the ready line is JSON.</summary>
    public bool Json { get; init; }
}
