namespace ActorInput.Emulation.Libretro;

/// <summary>libretro.h's <c>retro_memory_map</c>: the descriptors. They are on the core's stack and valid only during the call.</summary>
internal unsafe struct RetroMemoryMap
{
    public RetroMemoryDescriptor* Descriptors;
    public uint Count;
}
