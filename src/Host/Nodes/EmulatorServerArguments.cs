using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;

namespace ActorInput.Host.Nodes;

/// <summary>The command line of an emulator server.</summary>
internal sealed record EmulatorServerArguments
{
    /// <summary>Port; 0 takes a free one.</summary>
    public required int Port { get; init; }

    /// <summary>Names by which it may be called besides those of loopback.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>How many games.</summary>
    public required int Count { get; init; }

    /// <summary>The cartridge; null for the demo cartridge.</summary>
    public string? Rom { get; init; }

    /// <summary>The emulator core; null to look for it.</summary>
    public string? Core { get; init; }

    /// <summary>The battery of fresh games, a <c>.sav</c> file; null for an empty one.</summary>
    public string? Battery { get; init; }

    /// <summary>Folder for the files that are kept.</summary>
    public required string Data { get; init; }

    /// <summary>How fast games run.</summary>
    public GameSpeed Speed { get; init; }

    /// <summary>Frames that a press is held.</summary>
    public required int Hold { get; init; }

    /// <summary>Frames that pass after it.</summary>
    public required int Wait { get; init; }

    /// <summary>Frames that a game runs after it is switched on, before anybody plays.</summary>
    public required int StartFrames { get; init; }

    /// <summary>Frames that are played after the start to check the cartridge's states.</summary>
    public int CheckFrames { get; init; }

    /// <summary>How large inputs may be.</summary>
    public required InputLimits Limits { get; init; }

    /// <summary>Whether the ready line is JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Whether the process ends when its standard input closes.</summary>
    public bool ExitWithStdin { get; init; }
}
