namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Selects lines of the joypad, reads them, mixes them into the noise and records them.</summary>
/// <param name="Select">What is written to the joypad register: bit 4 clear selects the directions, bit 5 clear the buttons.</param>
public sealed record JoypadBlock(byte Select) : Block
{
    private const ushort Joypad = 0xFF00;

    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        code.LoadA(Select);
        code.StoreTo(Joypad);
        code.LoadFrom(Joypad);
        code.LoadFrom(Joypad);
        code.Record();
        code.Op("cpl", 0x2F);
        code.StoreTo(WorkRam.Buttons);
        code.Op("ld hl, Noise", 0x21, WorkRam.Noise & 0xFF, WorkRam.Noise >> 8);
        code.Op("xor [hl]", 0xAE);
        code.Op("ld [hl], a", 0x77);
    }
}
