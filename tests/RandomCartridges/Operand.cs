namespace ActorInput.RandomCartridges;

/// <summary>A byte that a program writes: the source's byte with some bits kept and some set.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="And">Bits that are kept of it. For a constant, nothing.</param>
/// <param name="Or">Bits that are set; for a constant, the byte.</param>
public readonly record struct Operand(OperandSource Source, byte And, byte Or)
{
    /// <summary>A constant.</summary>
    public static Operand Of(byte value) => new(OperandSource.Constant, 0, value);

    /// <summary>Puts it into A.</summary>
    public void Emit(CodeWriter code)
    {
        if (Source == OperandSource.Constant)
        {
            code.LoadA(Or);
            return;
        }

        if (Source == OperandSource.Noise)
        {
            code.LoadFrom(WorkRam.Noise);
            code.Op("rlca", 0x07);
            code.Op("add $3B", 0xC6, 0x3B);
            code.StoreTo(WorkRam.Noise);
        }
        else
        {
            code.LoadFrom(Source == OperandSource.Buttons ? WorkRam.Buttons : WorkRam.Heartbeat);
        }

        if (And != 0xFF)
            code.Op($"and ${And:X2}", 0xE6, And);
        if (Or != 0)
            code.Op($"or ${Or:X2}", 0xF6, Or);
    }

    /// <summary>Simpler operands, the simplest first.</summary>
    public IEnumerable<Operand> Shrink()
    {
        if (Source != OperandSource.Constant)
            yield return Of(Or);
        if (Or == 0)
            yield break;
        yield return this with { Or = 0 };
        for (var bit = 0x80; bit != 0; bit >>= 1)
        {
            if ((Or & bit) != 0 && Or != bit)
                yield return this with { Or = (byte)(Or & ~bit) };
        }
    }
}
