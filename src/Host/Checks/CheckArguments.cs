namespace ActorInput.Host.Checks;

/// <summary>The command line of a check.</summary>
internal sealed record CheckArguments
{
    /// <summary>The cartridge; null for the demo cartridge.</summary>
    public string? Rom { get; init; }

    /// <summary>The emulator core; null to look for it.</summary>
    public string? Core { get; init; }

    /// <summary>A file of inputs that are played first; null for none.</summary>
    public string? Inputs { get; init; }

    /// <summary>How many frames of the game are played in each way.</summary>
    public required int Frames { get; init; }

    /// <summary>The seed of the random inputs.</summary>
    public required int Seed { get; init; }

    /// <summary>Whether the result is JSON.</summary>
    public bool Json { get; init; }

    /// <summary>As the second process: print the hashes of all steps, and nothing else.</summary>
    public bool Trace { get; init; }

    /// <summary>As the second process: print the state after this many steps.</summary>
    public int? StateBehind { get; init; }
}
