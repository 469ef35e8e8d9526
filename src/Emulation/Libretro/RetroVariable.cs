namespace ActorInput.Emulation.Libretro;

/// <summary>libretro.h's <c>retro_variable</c>: an option that the core asks for by its key.</summary>
internal unsafe struct RetroVariable
{
    public byte* Key;
    public byte* Value;
}
