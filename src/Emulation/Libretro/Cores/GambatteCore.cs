namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>Gambatte, from a file of the user's own.</summary>
/// <remarks>
/// The build of 2016 that Debian carries reports "v0.5.0" and nothing behind it. Its loader misses a field of its own savestates, reads
/// what follows as lengths, and can hang; so it must not even be tried. Later builds report the revision they were built from
/// ("v0.5.0 4272260"); the loader was mended in November 2018, and a load is tried once when the factory is made. A cartridge with a clock reads
/// the host's time, which no savestate fixes.
/// No build of 2018 or later was at hand: what is done for one here was not tried on it.
/// </remarks>
internal sealed class GambatteCore(string version, GameCartridge cartridge) : ICoreKind
{
    public const string LibraryName = "Gambatte";

    private const string PlainVersion = "v0.5.0";

    public string Name => LibraryName;

    public string Version => version;

    public bool HasSavestates =>
        version.Length > PlainVersion.Length && version.StartsWith(PlainVersion, StringComparison.Ordinal) && !cartridge.HasClock && !cartridge.HasOtherClock;

    public bool MustProveSavestates => true;

    public ReadOnlySpan<byte> FrameskipOption => default;

    // A cartridge is a Game Boy's or a Game Boy Color's as its header says, and shown in the greys of a Game Boy.
    public ReadOnlySpan<byte> Option(ReadOnlySpan<byte> key)
    {
        if (key.SequenceEqual("gambatte_gb_bootloader"u8)) return "disabled\0"u8;
        return key.SequenceEqual("gambatte_gb_colorization"u8) || key.SequenceEqual("gambatte_mix_frames"u8) ? "disabled\0"u8 : default;
    }

    public void Pin(Span<byte> state)
    {
        // Cartridges with a clock have no savestates here.
    }

    public void Clean(Span<byte> state)
    {
        // Whatever differs from run to run differs in the states too; the check of states tells.
    }

    // Its savestates carry no mark that could be checked; the checksum of the whole state has been.
    public string? Refusal(ReadOnlySpan<byte> state) => null;

    // Not read through savestates, whose records have no fixed places.
    public Range Battery(ReadOnlySpan<byte> state) => default;

    public string Describe(ReadOnlySpan<byte> state, int offset) => $"byte 0x{offset:X} of Gambatte's savestate";

    public ICoreStateMemory? StateMemory => null;

    public ICoreMemory CreateMemory() => new GambatteMemory();
}
