namespace ActorInput.Emulation.Libretro;

/// <summary>How games are run by <see cref="LibretroGameFactory"/>.</summary>
public sealed class LibretroGameOptions
{
    /// <summary>
    /// Whether frames whose picture is not needed are left undrawn, which is faster. States and pictures are the same either way. Default true.
    /// </summary>
    public bool SkipUnseenFrames { get; set; } = true;

    /// <summary>
    /// How many used cores (about 3 MB each) are kept for later games; 0 to 1,024, default 64. Further cores are unloaded, and each unloading leaks
    /// about 10 kB.
    /// </summary>
    public int MaxIdleCores { get; set; } = 64;

    /// <summary>
    /// The contents of the battery in a game that was just made or started fresh: the bytes of a <c>.sav</c> file, exactly as many as the cartridge's
    /// battery keeps. Default null: an empty battery.
    /// </summary>
    public ReadOnlyMemory<byte>? Battery { get; set; }

    /// <summary>Checks all values.</summary>
    /// <returns>A sentence for each value that is out of range; empty if there is none.</returns>
    public IReadOnlyList<string> Validate() =>
        MaxIdleCores is < 0 or > 1024 ? [$"{nameof(MaxIdleCores)} is {MaxIdleCores}; 0 to 1024 are allowed."] : [];
}
