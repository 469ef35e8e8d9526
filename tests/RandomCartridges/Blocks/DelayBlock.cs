namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Lets time pass, so that the code after it runs in other phases of timers and sound: 4 machine cycles a turn.</summary>
/// <param name="Turns">1 to 255, or 0 for 256.</param>
/// <param name="Nops">Single cycles on top.</param>
public sealed record DelayBlock(byte Turns, byte Nops) : Block
{
    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        code.Op($"ld b, ${Turns:X2}", 0x06, Turns);
        var loop = code.Here;
        code.Op("dec b", 0x05);
        code.JumpBack("jr nz, back", 0x20, loop);
        for (var i = 0; i < Nops; i++)
            code.Op("nop", 0x00);
    }

    /// <inheritdoc/>
    public override IEnumerable<Block> Shrink()
    {
        if (Nops > 0)
            yield return this with { Nops = 0 };
        if (Turns != 1)
            yield return this with { Turns = (byte)(Turns == 0 ? 128 : Turns / 2) };
    }
}
