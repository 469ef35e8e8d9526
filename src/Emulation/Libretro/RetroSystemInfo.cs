namespace ActorInput.Emulation.Libretro;

/// <summary>libretro.h's <c>retro_system_info</c>: the core's name and version.</summary>
internal unsafe struct RetroSystemInfo
{
    public byte* LibraryName;
    public byte* LibraryVersion;
    public byte* ValidExtensions;
    public byte NeedFullPath;
    public byte BlockExtract;
}
