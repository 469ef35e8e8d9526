namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Waits until the picture is at a line, or for about half a frame, because with the screen off it never gets there.</summary>
/// <param name="Line">0 to 153.</param>
public sealed record WaitLineBlock(byte Line) : Block
{
    private const byte Turns = 4;

    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        code.Comment($"wait for line {Line}");
        code.Op($"ld bc, ${Turns:X2}00", 0x01, 0x00, Turns);
        var loop = code.Here;
        code.Op("ldh a, [LY]", 0xF0, 0x44);
        code.Op($"cp {Line}", 0xFE, Line);
        code.Op("jr z, done", 0x28, 5);
        code.Op("dec bc", 0x0B);
        code.Op("ld a, b", 0x78);
        code.Op("or c", 0xB1);
        code.JumpBack("jr nz, back", 0x20, loop);
    }
}
