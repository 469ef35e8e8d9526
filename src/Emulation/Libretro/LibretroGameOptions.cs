namespace ActorInput.Emulation.Libretro;

/// <summary>How games are run by <see cref="LibretroGameFactory"/>.</summary>
public sealed class LibretroGameOptions
{
    /// <summary>Whether frames that nobody looks at are left undrawn, which is faster. States and pictures are the same either way. Default true.</summary>
    public bool SkipUnseenFrames { get; set; } = true;

    /// <summary>
    /// How many used cores (about 3 MB each) are kept for games to come; 0 to 1,024, default 64. What is over that is unloaded, which leaks
    /// about 10 kB each time.
    /// </summary>
    public int MaxIdleCores { get; set; } = 64;

    /// <summary>
    /// What the battery keeps in a game that was just made or started fresh: the bytes of a <c>.sav</c> file, as many as the cartridge's battery
    /// keeps. Default null: an empty battery.
    /// </summary>
    public ReadOnlyMemory<byte>? Battery { get; set; }

    /// <summary>Checks all values.</summary>
    /// <returns>A sentence for each that is out of range; empty when all are well.</returns>
    public IReadOnlyList<string> Validate() =>
        MaxIdleCores is < 0 or > 1024 ? [$"{nameof(MaxIdleCores)} is {MaxIdleCores}; 0 to 1024 are allowed."] : [];
}
