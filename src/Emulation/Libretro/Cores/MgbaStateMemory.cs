using System.Buffers.Binary;
using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>Finds the game's memory in mGBA's savestates by address and bank.</summary>
/// <remarks>
/// Offsets are those of mGBA 0.10's include/mgba/internal/gb/serialize.h. Cartridge RAM is the record of tag 2, which is correct even when the core's
/// own map of 0xA000 is stale. It is not mapped for cartridges with another kind of RAM (MBC2's half bytes, MBC6, MBC7, cameras). The lower half of
/// the ROM is always bank 0, even while a large MBC1 cartridge shows another bank there.
/// </remarks>
internal sealed class MgbaStateMemory(GameCartridge cartridge, MgbaState form) : ICoreStateMemory
{
    private const int RomBankAt = 0x168;
    private const int WorkBankAt = 0x16A;
    private const int CartridgeBankAt = 0x16B;
    private const int VideoBankAt = 0xCC;
    private const int SpritesAt = 0x260;
    private const int PortsAt = 0x300;
    private const int VideoAt = 0x400;
    private const int WorkAt = 0x4400;
    private const int RomBank = 0x4000;
    private const int RamBank = 0x2000;
    private const int WorkBank = 0x1000;
    private const int End = 0x10000;

    private readonly int _ramBanks = cartridge.HasPlainRam ? Math.Max(1, cartridge.RamSize / RamBank) : 0;

    /// <inheritdoc/>
    public MemoryAccess Read(ReadOnlySpan<byte> state, int address, int? bank, Span<byte> destination)
    {
        if (bank is not null && address + destination.Length > EndOfBank(address)) return NotOfOneBank(address);
        while (!destination.IsEmpty)
        {
            if (address >= End) return MemoryAccess.NotMapped;
            if (Find(state, address, bank, out var piece) is var access and not MemoryAccess.Done) return access;
            var count = Math.Min(piece.Length, destination.Length);
            var source = piece.IsRom ? cartridge.Bytes.Span : state;
            source.Slice(piece.Offset, count).CopyTo(destination);
            destination = destination[count..];
            address += count;
        }

        return MemoryAccess.Done;
    }

    /// <inheritdoc/>
    public MemoryAccess Write(Span<byte> state, int address, int? bank, ReadOnlySpan<byte> bytes)
    {
        if (bank is not null && address + bytes.Length > EndOfBank(address)) return NotOfOneBank(address);
        while (!bytes.IsEmpty)
        {
            if (address >= End) return MemoryAccess.NotMapped;
            if (Find(state, address, bank, out var piece) is var access and not MemoryAccess.Done) return access;
            if (piece.IsReadOnly) return MemoryAccess.ReadOnly;
            var count = Math.Min(piece.Length, bytes.Length);
            bytes[..count].CopyTo(state[piece.Offset..]);
            bytes = bytes[count..];
            address += count;
        }

        return MemoryAccess.Done;
    }

    private static MemoryAccess NotOfOneBank(int address) => EndOfBank(address) == 0 ? MemoryAccess.NoSuchBank : MemoryAccess.NotMapped;

    /// <summary>The end of the region that contains the address and has banks; 0 if it has none.</summary>
    private static int EndOfBank(int address) => address switch
    {
        >= 0x4000 and < 0x8000 => 0x8000,
        >= 0x8000 and < 0xA000 => 0xA000,
        >= 0xA000 and < 0xC000 => 0xC000,
        >= 0xD000 and < 0xE000 => 0xE000,
        _ => 0,
    };

    /// <summary>The memory at an address, up to the end of its region.</summary>
    private MemoryAccess Find(ReadOnlySpan<byte> state, int address, int? bank, out Piece piece)
    {
        piece = address switch
        {
            < 0x4000 => new Piece(address, 0x4000 - address, IsRom: true),
            < 0x8000 => Rom(address - 0x4000, bank ?? BinaryPrimitives.ReadUInt16LittleEndian(state[RomBankAt..])),
            < 0xA000 => Video(address - 0x8000, bank ?? state[VideoBankAt]),
            < 0xC000 => CartridgeRam(state, address - 0xA000, bank ?? state[CartridgeBankAt]),
            < 0xD000 => new Piece(WorkAt + address - 0xC000, 0xD000 - address),
            < 0xE000 => Work(address - 0xD000, bank ?? Math.Max((byte)1, state[WorkBankAt])),
            // The echo of work RAM.
            < 0xF000 => new Piece(WorkAt + address - 0xE000, 0xF000 - address),
            < 0xFE00 => Work(address - 0xF000, Math.Max((byte)1, state[WorkBankAt])).UpTo(0xFE00 - address),
            < 0xFEA0 => new Piece(SpritesAt + address - 0xFE00, 0xFEA0 - address),
            < 0xFF00 => default,
            // Ports, high RAM and the enabled interrupts are stored in a row, in the order of their addresses.
            < 0xFF80 => new Piece(PortsAt + address - 0xFF00, 0xFF80 - address, IsReadOnly: true),
            < 0xFFFF => new Piece(PortsAt + address - 0xFF00, 0xFFFF - address),
            _ => new Piece(PortsAt + address - 0xFF00, 1, IsReadOnly: true),
        };
        return piece.Length > 0 ? MemoryAccess.Done
            : bank is not null && !HasBank(address, bank.Value) ? MemoryAccess.NoSuchBank : MemoryAccess.NotMapped;
    }

    private bool HasBank(int address, int bank) => address is >= 0xA000 and < 0xC000 && bank < _ramBanks;

    private Piece Rom(int into, int bank) => (long)(bank + 1) * RomBank > cartridge.Size
        ? default
        : new Piece((bank * RomBank) + into, RomBank - into, IsRom: true);

    private Piece Video(int into, int bank) => bank > (cartridge.HasColor ? 1 : 0)
        ? default
        : new Piece(VideoAt + (bank * RamBank) + into, RamBank - into);

    private Piece Work(int into, int bank) => bank < 1 || bank > (cartridge.HasColor ? 7 : 1)
        ? default
        : new Piece(WorkAt + (bank * WorkBank) + into, WorkBank - into);

    private Piece CartridgeRam(ReadOnlySpan<byte> state, int into, int bank)
    {
        if (bank >= _ramBanks) return default;
        var (start, length) = form.CartridgeRam(state).GetOffsetAndLength(state.Length);
        var at = (bank * RamBank) + into;
        return new Piece(start + at, Math.Min(RamBank - into, length - at));
    }

    /// <summary>A piece of memory; empty if the length is not above 0.</summary>
    private readonly record struct Piece(int Offset, int Length, bool IsRom = false, bool IsReadOnly = false)
    {
        public bool IsReadOnly { get; } = IsRom || IsReadOnly;

        public Piece UpTo(int most) => new(Offset, Math.Min(Length, most), IsRom, IsReadOnly);
    }
}
