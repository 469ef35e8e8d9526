using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>
/// The game's memory as far as Gambatte describes it: work RAM (its first two banks) and video RAM, and in later builds sprites and high RAM. Banks
/// cannot be chosen. The ROM is left out, because the core always describes the bank that was selected when the game was loaded.
/// </summary>
internal sealed unsafe class GambatteMemory : ICoreMemory
{
    private const int VideoRam = 0x8000;
    private const int CartridgeRam = 0xA000;
    private const int WorkRam = 0xC000;

    private RetroMemoryDescriptor[] _map = [];

    public void Map(RetroMemoryMap* map)
    {
        var all = new ReadOnlySpan<RetroMemoryDescriptor>(map->Descriptors, (int)map->Count).ToArray();
        _map = Array.FindAll(all, d => d.Pointer is not null && d.Start is (>= VideoRam and < CartridgeRam) or (>= WorkRam and <= 0xFFFF));
    }

    public MemoryAccess Read(int address, int? bank, Span<byte> destination) => Copy(address, bank, destination, default);

    public MemoryAccess Write(int address, int? bank, ReadOnlySpan<byte> bytes) => Copy(address, bank, default, bytes);

    /// <summary>Reads if there is a destination, writes if there are bytes.</summary>
    private MemoryAccess Copy(int address, int? bank, Span<byte> destination, ReadOnlySpan<byte> bytes)
    {
        if (bank is not null) return MemoryAccess.NoSuchBank;
        var length = Math.Max(destination.Length, bytes.Length);
        for (var i = 0; i < length; i++)
        {
            if (Find(address + i) is null) return MemoryAccess.NotMapped;
        }

        for (var i = 0; i < destination.Length; i++) destination[i] = *Find(address + i);
        for (var i = 0; i < bytes.Length; i++) *Find(address + i) = bytes[i];
        return MemoryAccess.Done;
    }

    private byte* Find(int address)
    {
        foreach (ref readonly var d in _map.AsSpan())
        {
            var into = address - (long)d.Start;
            if (into >= 0 && into < (long)d.Length) return d.Pointer + d.Offset + into;
        }

        return null;
    }
}
