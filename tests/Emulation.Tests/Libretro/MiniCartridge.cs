using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>The test cartridge (roms/counter.s), with several headers, and the addresses of its values in work RAM.</summary>
internal static class MiniCartridge
{
    private const ushort Frames = 0xC004;
    private const ushort Presses = 0xC006;
    private const ushort Clock = 0xC009;

    private static readonly byte[] Plain = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Libretro", "roms", "counter.gb"));

    /// <summary>No bank controller, no RAM, no clock.</summary>
    public static byte[] Build() => [.. Plain];

    /// <summary>MBC3 with a clock, a battery and 32 KiB of RAM.</summary>
    public static byte[] BuildWithClock() => Patch((0x147, 0x10), (0x149, 0x03));

    /// <summary>MBC3 with a battery and 32 KiB of RAM, for the Super Game Boy: what Pokémon Red's header says.</summary>
    public static byte[] BuildForSuperGameBoy() => Patch((0x146, 0x03), (0x147, 0x13), (0x149, 0x03));

    /// <summary>For the Game Boy Color.</summary>
    public static byte[] BuildForColor() => Patch((0x143, 0x80));

    /// <summary>Cut, or lengthened by zeros.</summary>
    public static byte[] Sized(int size)
    {
        var rom = Build();
        Array.Resize(ref rom, size);
        return rom;
    }

    public static byte[] Patch(params (int At, byte Value)[] changes)
    {
        var rom = Build();
        foreach (var (at, value) in changes) rom[at] = value;
        rom[0x14D] = GameCartridge.ComputeHeaderChecksum(rom);
        return rom;
    }

    public static LibretroGameFactory CreateFactory(byte[]? rom = null, LibretroGameOptions? options = null) =>
        new(CoreLocator.Find(), rom ?? Build(), options);

    public static int ReadFrames(IGame game) => ReadWord(game, Frames);

    public static int ReadPresses(IGame game) => ReadWord(game, Presses);

    public static int ReadClockSeconds(IGame game) => ReadWord(game, Clock) & 0xFF;

    public static byte[] Save(IGame game)
    {
        var state = new byte[game.StateSize];
        game.SaveState(state);
        return state;
    }

    /// <summary>Compares states; 200 kB are too many for a comparison element by element.</summary>
    public static void AssertSame(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        if (expected.SequenceEqual(actual)) return;
        Assert.Fail($"States of {expected.Length:N0} and {actual.Length:N0} bytes differ from 0x{expected.CommonPrefixLength(actual):X} on.");
    }

    /// <summary>The same presses for the same seed, some with SELECT, which switches the screen off for part of a frame.</summary>
    public static (Button Buttons, int Frames)[] RandomRuns(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => ((Button)random.Next(256), random.Next(1, 24)))];
    }

    /// <summary>Runs frames as a step of their own, with the last one rendered.</summary>
    public static void Step(this IGame game, Button buttons, int frames)
    {
        game.Run(buttons, frames, render: true);
        game.EndStep();
    }

    /// <summary>Plays runs, each as a step. The last frame is rendered, the others optionally.</summary>
    public static void Play(IGame game, IReadOnlyList<(Button Buttons, int Frames)> runs, bool render = false)
    {
        for (var i = 0; i < runs.Count; i++)
        {
            game.Run(runs[i].Buttons, runs[i].Frames, render || i == runs.Count - 1);
            game.EndStep();
        }
    }

    private static int ReadWord(IGame game, ushort address)
    {
        Span<byte> bytes = stackalloc byte[2];
        Assert.True(game.TryReadMemory(address, bytes), $"0x{address:X4} is not mapped.");
        return bytes[0] | (bytes[1] << 8);
    }
}
