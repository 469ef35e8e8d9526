using System.Buffers.Binary;
using ActorInput.Emulation.Cartridge;

namespace ActorInput.Benchmarks.Soak;

/// <summary>What the demo cartridge saw of its buttons since it was switched on: how many presses, and a hash over all of them in order.</summary>
internal readonly record struct SoakLedger(uint Count, uint Hash)
{
    /// <summary>The ledger of a game that was just switched on.</summary>
    public static SoakLedger Fresh { get; } = new(0, DemoCartridge.HashOf([]));

    /// <summary>Reads it out of the game's memory at <see cref="DemoCartridge.LedgerAddress"/>.</summary>
    public static SoakLedger Read(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        // Before its first frame with buttons the game has no ledger, and nothing was pressed.
        return bytes.AsSpan(0, 4).SequenceEqual(DemoCartridge.LedgerMagic)
            ? new SoakLedger(Number(bytes, DemoCartridge.PressCountAddress), Number(bytes, DemoCartridge.PressHashAddress))
            : Fresh;
    }

    /// <summary>The ledger after one more press. FNV-1a, as <see cref="DemoCartridge.HashOf"/> computes it from the beginning.</summary>
    public SoakLedger After(byte press) => new(Count + 1, unchecked((Hash ^ press) * 0x01000193u));

    private static uint Number(byte[] bytes, int address) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(address - DemoCartridge.LedgerAddress));
}
