namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Switches a Game Boy Color between single and double speed. Only for cartridges for the Color: any other would stop for good.</summary>
public sealed record SpeedBlock : Block
{
    private const ushort Joypad = 0xFF00;
    private const ushort Speed = 0xFF4D;

    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        code.Op("di", 0xF3);
        code.LoadA(0x30);
        code.StoreTo(Joypad);
        code.LoadA(1);
        code.StoreTo(Speed);
        code.Op("stop", 0x10, 0x00);
        code.LoadFrom(Speed);
        code.Record();
        InterruptBlock.Restore(code);
    }
}
