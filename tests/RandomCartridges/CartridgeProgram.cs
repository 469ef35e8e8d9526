using ActorInput.Emulation.Cartridge;
using ActorInput.RandomCartridges.Blocks;

namespace ActorInput.RandomCartridges;

/// <summary>
/// A generated game: blocks that run once, and blocks that run for ever. It does nothing useful, but uses much that a state must contain.
/// </summary>
/// <param name="Header">What the cartridge says of itself.</param>
/// <param name="Setup">Run once after power-on.</param>
/// <param name="Loop">Run over and over.</param>
public sealed record CartridgeProgram(CartridgeHeader Header, IReadOnlyList<Block> Setup, IReadOnlyList<Block> Loop)
{
    private const int BankSize = 0x4000;
    private const int CodeStart = 0x150;
    private const int LogoStart = 0x104;
    private const int HeaderStart = 0x134;
    private const int HeaderEnd = 0x150;
    private const int HandlerStart = 0x40;
    private const int Handlers = 5;
    private const ushort LcdControl = 0xFF40;

    /// <summary>The ROM's bytes, with a sound header.</summary>
    public byte[] Build() => Assemble().Image;

    /// <summary>The program as text: its header and its instructions.</summary>
    public override string ToString() => $"; {Header}{Environment.NewLine}{Assemble().Listing}";

    private (byte[] Image, string Listing) Assemble()
    {
        var image = new byte[Header.RomSize];
        FillBanks(image);
        WriteVectors(image);
        var routines = new CodeWriter(image, CodeStart, BankSize);
        WriteHandlers(image, routines);
        var putInRing = WritePutInRing(routines);
        var copy = routines.Here;
        var entry = copy + SpriteCopyBlock.RoutineBytes.Length;
        SpriteCopyBlock.RoutineBytes.CopyTo(image.AsSpan(copy));

        // 0xFF is RST 0x38: a program that runs into unused bytes gets to 0x38 and starts again.
        foreach (var at in (int[])[0x38, 0x101])
            new CodeWriter(image, at, at + 3).Op("jp Start", 0xC3, (byte)entry, (byte)(entry >> 8));
        var code = new CodeWriter(image, entry, BankSize) { PutInRing = putInRing };
        WriteStart(code, copy);
        code.Comment("once:");
        BlockLists.Emit(Setup, code);
        code.Comment("for ever:");
        var loop = code.Here;
        WriteHeartbeat(code);
        if (SwitchesScreen(Setup) || SwitchesScreen(Loop))
            WritePause(code);
        BlockLists.Emit(Loop, code);
        code.Op("jp for ever", 0xC3, (byte)loop, (byte)(loop >> 8));
        CopyToUpperHalves(image);
        WriteHeader(image);
        return (image, code.Listing);
    }

    /// <summary>Each bank has bytes of its own, so that reading shows which bank is selected.</summary>
    private static void FillBanks(byte[] image)
    {
        for (var i = BankSize; i < image.Length; i++)
            image[i] = (byte)((i * 7) ^ ((i / BankSize) * 29));
    }

    private static void WriteVectors(byte[] image)
    {
        image.AsSpan(0, HandlerStart).Fill(0xC9); // ret
        image[0x100] = 0x00; // nop; the jump at 0x101 follows
    }

    /// <summary>Every interrupt handler counts, and records the state of the machine.</summary>
    private static void WriteHandlers(byte[] image, CodeWriter code)
    {
        ReadOnlySpan<byte> read = [0x44, 0x41, 0x04, 0x02, 0x00]; // LY, STAT, DIV, SC, P1
        for (var i = 0; i < Handlers; i++)
        {
            var at = HandlerStart + (i * 8);
            new CodeWriter(image, at, at + 8).Op("jp handler", 0xC3, (byte)code.Here, (byte)(code.Here >> 8));
            code.Op("push af", 0xF5);
            code.Op("push hl", 0xE5);
            code.Op("ld hl, count", 0x21, (byte)(WorkRam.InterruptCounts + i), WorkRam.InterruptCounts >> 8);
            code.Op("inc [hl]", 0x34);
            code.Op("ldh a, [register]", 0xF0, read[i]);
            code.Op("ld hl, Noise", 0x21, WorkRam.Noise & 0xFF, WorkRam.Noise >> 8);
            code.Op("add [hl]", 0x86);
            code.Op("ld [hl], a", 0x77);
            code.Op("pop hl", 0xE1);
            code.Op("pop af", 0xF1);
            code.Op("reti", 0xD9);
        }
    }

    private static int WritePutInRing(CodeWriter code)
    {
        var start = code.Here;
        code.Op("push af", 0xF5);
        code.LoadFrom(WorkRam.RingIndex);
        code.Op("ld l, a", 0x6F);
        code.Op("ld h, Ring", 0x26, WorkRam.Ring >> 8);
        code.Op("inc a", 0x3C);
        code.StoreTo(WorkRam.RingIndex);
        code.Op("pop af", 0xF1);
        code.Op("ld [hl], a", 0x77);
        code.Op("ret", 0xC9);
        return start;
    }

    private static void WriteStart(CodeWriter code, int copy)
    {
        code.Op("di", 0xF3);
        code.Op("ld sp, Stack", 0x31, WorkRam.Stack & 0xFF, WorkRam.Stack >> 8);
        code.Op("ld hl, routine", 0x21, (byte)copy, (byte)(copy >> 8));
        code.Op("ld c, $80", 0x0E, SpriteCopyBlock.Routine & 0xFF);
        code.Op("ld b, length", 0x06, (byte)SpriteCopyBlock.RoutineBytes.Length);
        var loop = code.Here;
        code.Op("ld a, [hl+]", 0x2A);
        code.Op("ldh [c], a", 0xE2);
        code.Op("inc c", 0x0C);
        code.Op("dec b", 0x05);
        code.JumpBack("jr nz, back", 0x20, loop);
    }

    private static void WriteHeartbeat(CodeWriter code)
    {
        code.Op("ld hl, Heartbeat", 0x21, WorkRam.Heartbeat & 0xFF, WorkRam.Heartbeat >> 8);
        code.Op("inc [hl]", 0x34);
        code.Skip("jp nz", 0xC2, static inner =>
        {
            inner.Op("inc hl", 0x23);
            inner.Op("inc [hl]", 0x34);
        });
    }

    /// <summary>
    /// Leaves the screen alone for two frames once in 16 turns. mGBA begins a frame anew whenever the screen is switched, so the frame of a program
    /// that does so for ever would never end, and the core would never come back.
    /// </summary>
    private static void WritePause(CodeWriter code)
    {
        code.LoadFrom(WorkRam.Heartbeat);
        code.Op("and $0F", 0xE6, 0x0F);
        code.Skip("jp nz", 0xC2, static inner =>
        {
            inner.Op("ld bc, $2000", 0x01, 0x00, 0x20);
            var loop = inner.Here;
            inner.Op("dec bc", 0x0B);
            inner.Op("ld a, b", 0x78);
            inner.Op("or c", 0xB1);
            inner.JumpBack("jr nz, back", 0x20, loop);
        });
    }

    private static bool SwitchesScreen(IEnumerable<Block> blocks) => BlockLists.Flatten(blocks).Any(block => block is PokeBlock { Address: LcdControl });

    /// <summary>
    /// The first bank again in every 32nd: MBC1 can put those in its place. Without the logo, so that the core does not take the cartridge for a
    /// collection of several.
    /// </summary>
    private static void CopyToUpperHalves(byte[] image)
    {
        for (var at = BankSize * 32; at < image.Length; at += BankSize * 32)
        {
            image.AsSpan(0, BankSize).CopyTo(image.AsSpan(at));
            image.AsSpan(at + LogoStart, HeaderEnd - LogoStart).Clear();
        }
    }

    private void WriteHeader(byte[] image)
    {
        DemoCartridge.ReadRom().AsSpan(LogoStart, HeaderStart - LogoStart).CopyTo(image.AsSpan(LogoStart));
        "RANDOM"u8.CopyTo(image.AsSpan(HeaderStart));
        image[0x143] = Header.IsColor ? (byte)0x80 : (byte)0;
        image[0x147] = Header.Type;
        image[0x148] = Header.RomCode;
        image[0x149] = Header.RamCode;
        var sum = 0;
        foreach (var b in image.AsSpan(HeaderStart, 0x14D - HeaderStart))
            sum = sum - b - 1;
        image[0x14D] = (byte)sum;
    }
}
