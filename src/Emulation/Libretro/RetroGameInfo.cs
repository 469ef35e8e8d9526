namespace ActorInput.Emulation.Libretro;

/// <summary>libretro.h's <c>retro_game_info</c>: the cartridge handed to the core.</summary>
internal unsafe struct RetroGameInfo
{
    public byte* Path;
    public void* Data;
    public nuint Size;
    public byte* Meta;
}
