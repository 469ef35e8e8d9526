using System.Globalization;

namespace ActorInput.RandomCartridges;

/// <summary>The header of a generated cartridge.</summary>
/// <param name="Type">The bank controller and what goes with it (0x147).</param>
/// <param name="RamCode">The size of its RAM (0x149); 0 to 5, whatever the type says.</param>
/// <param name="RomCode">32 KiB times two to this power (0x148).</param>
/// <param name="IsColor">Whether it is for the Game Boy Color.</param>
public sealed record CartridgeHeader(byte Type, byte RamCode, byte RomCode, bool IsColor)
{
    /// <summary>The simplest header, to which a failing cartridge is reduced: no controller, no RAM, 32 KiB, not for the Color.</summary>
    public static CartridgeHeader Plain { get; } = new(0, 0, 0, false);

    /// <summary>Every type that is generated.</summary>
    public static IReadOnlyList<byte> Types { get; } =
    [
        0x00, 0x01, 0x02, 0x03, 0x05, 0x06, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E,
    ];

    /// <summary>Bytes of the ROM.</summary>
    public int RomSize => 32 * 1024 << RomCode;

    /// <summary>Whether the type has the controller that can have a clock (MBC3), with or without the clock.</summary>
    public bool IsClockType => Type is >= 0x0F and <= 0x13;

    /// <summary>The largest <see cref="RomCode"/> that a type can address, as far as cartridges are generated.</summary>
    public static byte MostRomCode(byte type) => type switch { 0x00 => 0, 0x05 or 0x06 => 3, _ => 5 };

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"type 0x{Type:X2}, RAM code {RamCode}, {RomSize / 1024} KiB of ROM{(IsColor ? ", Color" : "")}");
}
