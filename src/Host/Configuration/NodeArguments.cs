using ActorInput.Emulation.Games;

namespace ActorInput.Host.Configuration;

/// <summary>The command line of a node. A member is null if the command line does not set it.</summary>
internal sealed record NodeArguments
{
    /// <summary>Port of the HTTP surface; 0 takes a free one.</summary>
    public int? HttpPort { get; init; }

    /// <summary>Port of the cluster; 0 takes a free one.</summary>
    public int? ClusterPort { get; init; }

    /// <summary>Nodes to join, host:port.</summary>
    public IReadOnlyList<string> Seeds { get; init; } = [];

    /// <summary>The node's roles; empty if the command line does not set them.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>How many games the node adds: <c>emu-1</c>…</summary>
    public int? Emulators { get; init; }

    /// <summary>How many games there are if neither the command line nor the configuration sets it.</summary>
    public int DefaultEmulators { get; init; }

    /// <summary>How many slots there are in emulator servers that the node starts.</summary>
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

    /// <summary>Frames that a press is held there if it names no hold.</summary>
    public int? Hold { get; init; }

    /// <summary>Frames that pass there after a press if it names no wait.</summary>
    public int? Wait { get; init; }

    /// <summary>A configuration file.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Where the node and its emulator servers keep files.</summary>
    public string? Data { get; init; }

    /// <summary>Those given options that are for the node's own emulator servers.</summary>
    public IReadOnlyList<string> OptionsOfGames =>
        [.. new[] { (Rom, "--rom"), (Core, "--core"), (Battery, "--battery"), ((object?)Speed, "--speed"), (Hold, "--hold"), (Wait, "--wait") }.Where(o => o.Item1 is not null).Select(o => o.Item2)];

    /// <summary>Whether the demo agent plays.</summary>
    public bool HasAgent { get; init; }

    /// <summary>Whether the ready line is JSON.</summary>
    public bool Json { get; init; }
}
