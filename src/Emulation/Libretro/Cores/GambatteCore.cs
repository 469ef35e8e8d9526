namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>The Gambatte core, from a file that the user provides.</summary>
/// <remarks>
/// Debian's build of 2016 reports the version "v0.5.0" alone. Its loader skips a field of its own savestates, takes the bytes after it for lengths,
/// and can hang; its savestates are therefore never loaded. Later builds also report the revision they were built from ("v0.5.0 4272260"). The loader
/// was repaired in November 2018; a load is tried once when the factory is made. A cartridge with a clock reads the host's time, which is not part of
/// a savestate. No build of 2018 or later was available: the code for such builds was not tested on one.
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

    // The header decides between Game Boy and Game Boy Color; Game Boy games are shown in grey.
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
        // Bytes that differ between runs would also differ in the states; the check of states finds them.
    }

    // Its savestates have no signature to check; the checksum of the whole state was checked before.
    public string? Refusal(ReadOnlySpan<byte> state) => null;

    // Memory is not read from savestates, because their records have no fixed places.
    public Range Battery(ReadOnlySpan<byte> state) => default;

    public string Describe(ReadOnlySpan<byte> state, int offset) => $"byte 0x{offset:X} of Gambatte's savestate";

    public ICoreStateMemory? StateMemory => null;

    public ICoreMemory CreateMemory() => new GambatteMemory();
}
