using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>Reads the game's memory in the core, by the game's own addresses.</summary>
/// <remarks>
/// Only memory that certainly is what the game's processor sees can be read. The core describes fixed banks. Therefore the switchable half of a
/// cartridge over 32 KiB, the cartridge's own RAM, and a Game Boy Color's second video bank are not mapped; the selected bank of its work RAM is. I/O
/// registers read as the core last stored them: those it computes only on a read (such as the divider) may be behind.
/// </remarks>
internal sealed unsafe class MgbaMemory : ICoreMemory
{
    private const int SwitchableRom = 0x4000;
    private const int VideoRam = 0x8000;
    private const int CartridgeRam = 0xA000;
    private const int WorkRam = 0xC000;
    private const int SwitchableWorkRam = 0xD000;
    private const int Echo = 0xE000;
    private const int EchoEnd = 0xFE00;
    private const int VideoBankRegister = 0xFF4F;
    private const int WorkBankRegister = 0xFF70;
    private const int BankSize = 0x1000;

    // The core puts banks 2 to 7 of a Color's work RAM here, above what the processor can address.
    private const int HighWorkRam = 0x10000;

    private readonly bool _hasFixedRom;
    private readonly bool _hasColor;
    private RetroMemoryDescriptor[] _map = [];

    public MgbaMemory(GameCartridge cartridge)
    {
        _hasFixedRom = cartridge.Size == GameCartridge.MinSize;
        _hasColor = cartridge.HasColor;
    }

    /// <summary>
    /// Reads the descriptors, which are valid only during the core's call. The descriptor of the cartridge's RAM is left out: it covers all banks in
    /// a row, and so also addresses that belong to other memory.
    /// </summary>
    public void Map(RetroMemoryMap* map)
    {
        var all = new ReadOnlySpan<RetroMemoryDescriptor>(map->Descriptors, (int)map->Count).ToArray();
        _map = Array.FindAll(all, d => d.Start is < CartridgeRam or >= WorkRam);
    }

    /// <inheritdoc/>
    /// <remarks>Only selected banks: others are read from a savestate (<see cref="MgbaStateMemory"/>).</remarks>
    public MemoryAccess Read(int address, int? bank, Span<byte> destination)
    {
        if (bank is not null) return MemoryAccess.NoSuchBank;
        if (address + destination.Length > 0x10000) return MemoryAccess.NotMapped;
        while (!destination.IsEmpty)
        {
            var piece = Find(address);
            if (piece.IsEmpty) return MemoryAccess.NotMapped;
            var count = Math.Min(piece.Length, destination.Length);
            piece[..count].CopyTo(destination);
            destination = destination[count..];
            address += count;
        }

        return MemoryAccess.Done;
    }

    /// <inheritdoc/>
    /// <remarks>Never used: <see cref="MgbaStateMemory"/> writes.</remarks>
    public MemoryAccess Write(int address, int? bank, ReadOnlySpan<byte> bytes) => MemoryAccess.ReadOnly;

    /// <summary>The memory that is mapped at an address, up to the end of its region; empty if none is.</summary>
    private ReadOnlySpan<byte> Find(int address)
    {
        switch (address)
        {
            case >= SwitchableRom and < VideoRam when !_hasFixedRom:
            case >= VideoRam and < CartridgeRam when _hasColor && (Register(VideoBankRegister) & 1) != 0:
                return default;
            case >= Echo and < EchoEnd:
                var mirrored = Find(address - 0x2000);
                return mirrored[..Math.Min(mirrored.Length, EchoEnd - address)];
            case >= SwitchableWorkRam and < Echo when _hasColor && (Register(WorkBankRegister) & 7) is > 1 and var bank:
                var banked = Lookup(HighWorkRam + ((bank - 2) * BankSize) + address - SwitchableWorkRam);
                return banked[..Math.Min(banked.Length, Echo - address)];
            default:
                return Lookup(address);
        }
    }

    private byte Register(int address)
    {
        var found = Lookup(address);
        return found.IsEmpty ? (byte)0 : found[0];
    }

    private ReadOnlySpan<byte> Lookup(int address)
    {
        foreach (ref readonly var d in _map.AsSpan())
        {
            var into = address - (long)d.Start;
            if (d.Pointer is not null && into >= 0 && into < (long)d.Length)
                return new ReadOnlySpan<byte>(d.Pointer + d.Offset + into, (int)((long)d.Length - into));
        }

        return default;
    }
}
