namespace ActorInput.Emulation.Libretro;

/// <summary>libretro.h's <c>retro_memory_map</c>: the descriptors, on the core's stack while it calls.</summary>
internal unsafe struct RetroMemoryMap
{
    public RetroMemoryDescriptor* Descriptors;
    public uint Count;
}
