using System.Globalization;
using System.Security.Cryptography;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Contracts.Messages;

/// <summary>
/// Bytes to write into a game: into its memory, or as the new contents of the cartridge's battery RAM. Immutable; equal when <see cref="Text"/>
/// is.
/// </summary>
public sealed record GameWrite
{
    /// <summary>Most bytes of a battery: twice the largest cartridge RAM (128 KiB), so that a larger kind of cartridge has room.</summary>
    public const int MaxBatteryBytes = 256 * 1024;

    private GameWrite(int? address, int? bank, ReadOnlyMemory<byte> bytes)
    {
        (Address, Bank, Bytes) = (address, bank, bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        var place = address is null ? "battery" : string.Create(CultureInfo.InvariantCulture, $"memory 0x{address:X4}");
        var where = bank is null ? "" : string.Create(CultureInfo.InvariantCulture, $" bank {bank}");
        Text = string.Create(CultureInfo.InvariantCulture, $"{place}{where} {bytes.Length} bytes {hash}");
    }

    /// <summary>The first address, 0 to 0xFFFF; null: battery RAM.</summary>
    public int? Address { get; }

    /// <summary>The bank of a switched address; null: the bank that the game has switched in.</summary>
    public int? Bank { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Identifies the write: place, length and the SHA-256 of the bytes.</summary>
    public string Text { get; }

    /// <summary>Whether it replaces the whole battery RAM.</summary>
    public bool IsBattery => Address is null;

    /// <summary>A write to memory.</summary>
    /// <param name="address">First address, 0 to 0xFFFF.</param>
    /// <param name="bytes">1 to 8,192 bytes. They must not be changed afterwards.</param>
    /// <param name="bank">The bank; null: the one that is switched in.</param>
    public static GameWrite Memory(int address, ReadOnlyMemory<byte> bytes, int? bank = null) => new(address, bank, bytes);

    /// <summary>A write of the whole battery RAM.</summary>
    /// <param name="bytes">As many bytes as the cartridge's battery RAM has. They must not be changed afterwards.</param>
    public static GameWrite Battery(ReadOnlyMemory<byte> bytes) => new(null, null, bytes);

    /// <inheritdoc/>
    public bool Equals(GameWrite? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    /// <summary>The problem with the write, naming the field, the value and what is allowed; null when there is none.</summary>
    public string? Problem() => Address is { } address
        ? new MemoryRange(address, Bytes.Length) { Bank = Bank }.Problem()
        : Bytes.Length is < 1 or > MaxBatteryBytes ? $"the battery has {Bytes.Length} bytes; 1 to {MaxBatteryBytes} are allowed."
        : null;
}
