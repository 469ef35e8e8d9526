using ActorInput.RandomCartridges.Blocks;
using CsCheck;

namespace ActorInput.RandomCartridges;

/// <summary>Draws the blocks that programs are made of.</summary>
internal static class BlockGenerator
{
    private const ushort RamEnable = 0x0000;
    private const ushort Rtc = 0xA000;

    private static readonly Gen<Operand> Operands = Gen.Frequency(
        (6, Gen.Byte.Select(Operand.Of)),
        (2, Gen.Select(Gen.Byte, Gen.Byte, (and, or) => new Operand(OperandSource.Noise, and, or))),
        (1, Gen.Select(Gen.Byte, Gen.Byte, (and, or) => new Operand(OperandSource.Turns, and, or))),
        (2, Gen.Select(Gen.Byte, Gen.Byte, (and, or) => new Operand(OperandSource.Buttons, and, or))));

    private static readonly Gen<ushort> SoundRegisters = Gen.Int[0xFF10, 0xFF26].Select(a => (ushort)a);

    private static readonly Gen<ushort> WaveRam = Gen.Int[0xFF30, 0xFF3F].Select(a => (ushort)a);

    private static readonly Gen<ushort> PictureRegisters = Gen.OneOf<ushort>(
        0xFF40, 0xFF41, 0xFF42, 0xFF43, 0xFF44, 0xFF45, 0xFF47, 0xFF48, 0xFF49, 0xFF4A, 0xFF4B);

    private static readonly Gen<ushort> ColorRegisters = Gen.OneOf<ushort>(
        0xFF4F, 0xFF51, 0xFF52, 0xFF53, 0xFF54, 0xFF55, 0xFF56, 0xFF68, 0xFF69, 0xFF6A, 0xFF6B, 0xFF6C, 0xFF70, 0xFF72, 0xFF73, 0xFF74, 0xFF75);

    private static readonly Gen<ushort> TimerRegisters = Gen.OneOf<ushort>(0xFF04, 0xFF05, 0xFF06, 0xFF07, 0xFF0F, 0xFF01, 0xFF02);

    private static readonly Gen<ushort> FreeRam = Gen.OneOf<ushort>(
        Gen.Int[WorkRam.Free, WorkRam.FreeEnd].Select(a => (ushort)a), Gen.Int[0xD000, 0xDFFF].Select(a => (ushort)a));

    private static readonly Gen<ushort> VideoRam = Gen.Int[0x8000, 0x9FFF].Select(a => (ushort)a);

    private static readonly Gen<ushort> Sprites = Gen.Int[0xFE00, 0xFE9F].Select(a => (ushort)a);

    private static readonly Gen<ushort> CartridgeRam = Gen.Int[0xA000, 0xBFFF].Select(a => (ushort)a);

    private static readonly Gen<ushort> Mapper = Gen.OneOf<ushort>(
        Gen.Int[0x0000, 0x7FFF].Select(a => (ushort)a), Gen.OneOf<ushort>(0x0000, 0x2000, 0x3000, 0x4000, 0x6000, 0x2100));

    private static readonly Gen<ushort> Readable = Gen.Frequency(
        (3, Gen.Const<ushort>(0xFF26)),
        (3, Gen.OneOf<ushort>(0xFF04, 0xFF05, 0xFF41, 0xFF44, 0xFF0F, 0xFF00, 0xFF02)),
        (2, SoundRegisters),
        (2, WaveRam),
        (2, Gen.OneOf<ushort>(0xFF76, 0xFF77, 0xFF4D, 0xFF55, 0xFF69, 0xFF6B, 0xFF70, 0xFF03, 0xFF08, 0xFF6C, 0xFFFF)),
        (1, PictureRegisters),
        (2, CartridgeRam),
        (2, Gen.Int[0x4000, 0x7FFF].Select(a => (ushort)a)),
        (1, Gen.OneOf<ushort>(FreeRam, VideoRam, Sprites, Gen.Int[0xFEA0, 0xFEFF].Select(a => (ushort)a), Gen.Int[0xE000, 0xFDFF].Select(a => (ushort)a))));

    private static readonly Gen<Block> Record = Readable.Select(address => (Block)new RecordBlock(address));

    private static readonly Gen<Block> Sound = Gen.Select(Gen.Int[0, 3], Gen.Byte.Array[5], Gen.Bool, (channel, values, on) =>
    {
        var first = 0xFF10 + (channel * 5);
        var pokes = new List<Block>();
        if (on)
            pokes.Add(new PokeBlock(0xFF26, 0x80));
        for (var i = 0; i < 5; i++)
        {
            // The envelope must not be silent, or the channel stays off; the last register's top bit starts it.
            var value = i == 4 ? values[i] | 0x80 : i == 2 ? values[i] | 0x80 : values[i];
            pokes.Add(new PokeBlock((ushort)(first + i), (byte)value));
        }

        return (Block)new GroupBlock($"start channel {channel + 1}", pokes);
    });

    private static readonly Gen<Block> Wave = Gen.Byte.Array[4].Select(values => (Block)new GroupBlock(
        "write wave RAM", [.. values.Select((value, i) => (Block)new PokeBlock((ushort)(0xFF30 + ((value + (i * 5)) & 15)), value))]));

    private static readonly Gen<Block> BankedRead = Gen.Select(Gen.Byte, Gen.Int[0x4000, 0x7FFF], (bank, address) => (Block)new GroupBlock(
        "read a switched bank", [new PokeBlock(0x2000, bank), new RecordBlock((ushort)address)]));

    private static readonly Gen<Block> BankedRam = Gen.Select(Gen.Int[0, 15], CartridgeRam, Operands, Gen.Bool, Gen.Bool, (bank, address, value, enable, disable) =>
    {
        var blocks = new List<Block>();
        if (enable)
            blocks.Add(new PokeBlock(RamEnable, 0x0A));
        blocks.Add(new PokeBlock(0x4000, (byte)bank));
        blocks.Add(new PokeBlock(address, value));
        blocks.Add(new RecordBlock(address));
        if (disable)
            blocks.Add(new PokeBlock(RamEnable, 0x00));
        return (Block)new GroupBlock("use cartridge RAM", blocks);
    });

    private static readonly Gen<Block> Clock = Gen.Select(Gen.Int[0x08, 0x0C], Gen.Bool, Gen.Bool, Operands, (register, latch, write, value) =>
    {
        var blocks = new List<Block> { new PokeBlock(RamEnable, 0x0A) };
        if (latch)
            blocks.AddRange([new PokeBlock(0x6000, 0), new PokeBlock(0x6000, 1)]);
        blocks.Add(new PokeBlock(0x4000, (byte)register));
        blocks.Add(new RecordBlock(Rtc));
        if (write)
            blocks.AddRange([new PokeBlock(Rtc, value), new RecordBlock(Rtc)]);
        return (Block)new GroupBlock("use the clock", blocks);
    });

    private static readonly Gen<Block> Interrupts = Gen.Select(Gen.Int[0, 31], Gen.Bool, (mask, on) => (Block)new InterruptBlock((byte)mask, on));

    private static readonly Gen<Block> Screen = Gen.Select(Gen.Bool, Gen.Byte, (on, value) =>
        (Block)new PokeBlock(0xFF40, (byte)(on ? value | 0x80 : value & 0x7F)));

    private static readonly Gen<Block> Transfer = Gen.Select(Gen.Byte.Array[5], values => (Block)new GroupBlock(
        "copy to video RAM (HDMA)", [.. values.Select((value, i) => (Block)new PokeBlock((ushort)(0xFF51 + i), i == 0 ? (byte)(value & 0x7F) : i == 4 ? (byte)(value & 0x8F) : value))]));

    private static readonly Gen<Block> Delay = Gen.Select(Gen.Byte, Gen.Byte[0, 3], (turns, nops) => (Block)new DelayBlock(turns, nops));

    /// <summary>One block that holds no others.</summary>
    private static Gen<Block> Simple(CartridgeHeader header) => Gen.Frequency(
        (6, Record),
        (3, Poke(SoundRegisters)),
        (3, Sound),
        (1, Wave),
        (2, Poke(PictureRegisters)),
        (1, Screen),
        (2, Poke(TimerRegisters)),
        (1, Poke(FreeRam)),
        (1, Poke(VideoRam)),
        (1, Poke(Sprites)),
        (1, Poke(Mapper)),
        (2, BankedRead),
        (2, BankedRam),
        (header.IsClockType ? 3 : 1, Clock),
        (2, Gen.OneOf<byte>(0x10, 0x20, 0x00, 0x30).Select(select => (Block)new JoypadBlock(select))),
        (2, Delay),
        (1, Gen.Byte.Select(timer => (Block)new HaltBlock(timer))),
        (1, Gen.Byte[0, 153].Select(line => (Block)new WaitLineBlock(line))),
        (1, Gen.Byte[0, 0xDF].Select(page => (Block)new SpriteCopyBlock(page))),
        (1, Interrupts),
        (header.IsColor ? 3 : 0, Poke(ColorRegisters)),
        (header.IsColor ? 1 : 0, Transfer),
        (header.IsColor ? 1 : 0, Gen.Const<Block>(new SpeedBlock())));

    /// <summary>One block; one in six holds others.</summary>
    public static Gen<Block> For(CartridgeHeader header)
    {
        var simple = Simple(header);
        var several = simple.List[1, 5].Select(blocks => (IReadOnlyList<Block>)blocks);
        return Gen.Frequency(
            (10, simple),
            (1, Gen.Select(Gen.Byte[1, 15], several, (mask, blocks) => (Block)new IfButtonsBlock(mask, blocks))),
            (1, Gen.Select(Gen.OneOf<byte>(1, 3, 7, 31, 127), several, (mask, blocks) => (Block)new SometimesBlock(mask, blocks))));
    }

    private static Gen<Block> Poke(Gen<ushort> addresses) => Gen.Select(addresses, Operands, (address, value) => (Block)new PokeBlock(address, value));
}
