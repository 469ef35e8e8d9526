namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Waits for an interrupt with HALT. The timer is started before, so that one comes whatever else is off.</summary>
/// <param name="Timer">Written to TAC; its bit 2 starts the timer.</param>
public sealed record HaltBlock(byte Timer) : Block
{
    private const ushort TimerControl = 0xFF07;
    private const ushort InterruptEnable = 0xFFFF;

    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        code.LoadA((byte)(Timer | 4));
        code.StoreTo(TimerControl);
        code.LoadFrom(InterruptEnable);
        code.Op("or $04", 0xF6, 0x04);
        code.StoreTo(InterruptEnable);
        code.Op("halt", 0x76);
        code.Op("nop", 0x00);
    }
}
