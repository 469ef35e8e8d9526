namespace ActorInput.Emulation.Libretro;

/// <summary>libretro.h's <c>retro_memory_descriptor</c>: a piece of the game's memory, at <c>Pointer + Offset</c>.</summary>
internal unsafe struct RetroMemoryDescriptor
{
    public ulong Flags;
    public byte* Pointer;
    public nuint Offset;
    public nuint Start;
    public nuint Select;
    public nuint Disconnect;
    public nuint Length;
    public byte* AddressSpace;
}
