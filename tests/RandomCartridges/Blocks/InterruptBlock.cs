namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Sets which interrupts are served.</summary>
/// <param name="Enabled">Written to IE: bits from the lowest are picture, STAT, timer, serial, joypad.</param>
/// <param name="On">EI, or DI.</param>
public sealed record InterruptBlock(byte Enabled, bool On) : Block
{
    private const ushort InterruptEnable = 0xFFFF;

    // The processor does not show whether interrupts are on, so the program records it itself.
    private const ushort IsOn = 0xC00A;

    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        code.Op("di", 0xF3);
        code.LoadA(Enabled);
        code.StoreTo(InterruptEnable);
        code.LoadA(On ? (byte)1 : (byte)0);
        code.StoreTo(IsOn);
        if (On)
            code.Op("ei", 0xFB);
    }

    /// <inheritdoc/>
    public override IEnumerable<Block> Shrink() => Operand.Of(Enabled).Shrink().Select(value => this with { Enabled = value.Or });

    /// <summary>Switches interrupts on again where they were.</summary>
    internal static void Restore(CodeWriter code)
    {
        code.LoadFrom(IsOn);
        code.Op("or a", 0xB7);
        code.Skip("jp z", 0xCA, static inner => inner.Op("ei", 0xFB));
    }
}
