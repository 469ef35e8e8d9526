namespace ActorInput.RandomCartridges.Blocks;

/// <summary>Copies a page to the sprites (OAM DMA), waiting in high RAM meanwhile as games must.</summary>
/// <param name="Page">The source's high byte.</param>
public sealed record SpriteCopyBlock(byte Page) : Block
{
    /// <summary>The address of the routine.</summary>
    public const ushort Routine = 0xFF80;

    /// <summary>The routine: ldh [DMA], a; ld a, 41; dec a; jr nz, back; ret. It waits a little longer than the 160 cycles of the copy.</summary>
    public static ReadOnlySpan<byte> RoutineBytes => [0xE0, 0x46, 0x3E, 41, 0x3D, 0x20, 0xFD, 0xC9];

    /// <inheritdoc/>
    public override void Emit(CodeWriter code)
    {
        // An interrupt would be served from the ROM, which cannot be read while the copy runs. Whether interrupts were on is kept in WorkRam.
        code.Op("di", 0xF3);
        code.LoadA(Page);
        code.Op("call SpriteCopy", 0xCD, Routine & 0xFF, Routine >> 8);
        InterruptBlock.Restore(code);
    }
}
