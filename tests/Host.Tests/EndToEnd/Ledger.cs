using System.Buffers.Binary;
using ActorInput.Emulation.Cartridge;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>What the demo cartridge saw of its buttons since it was switched on.</summary>
/// <param name="Count">Presses.</param>
/// <param name="Hash">Of all of them.</param>
/// <param name="Ring">The buttons of the last 256.</param>
/// <param name="Frame">Frames in which it read its buttons.</param>
/// <param name="Frames">The frame of each of the last 256.</param>
internal sealed record Ledger(uint Count, uint Hash, byte[] Ring, uint Frame, uint[] Frames)
{
    public static Ledger Read(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.True(bytes.AsSpan(0, 4).SequenceEqual(DemoCartridge.LedgerMagic), "the ledger's magic word is missing");
        return new Ledger(
            Number(bytes, DemoCartridge.PressCountAddress),
            Number(bytes, DemoCartridge.PressHashAddress),
            bytes.AsSpan(DemoCartridge.ButtonRingAddress - DemoCartridge.LedgerAddress, DemoCartridge.RingCapacity).ToArray(),
            Number(bytes, DemoCartridge.FrameCountAddress),
            [.. Enumerable.Range(0, DemoCartridge.RingCapacity).Select(press => Number(bytes, DemoCartridge.FrameRingAddress + (4 * press)))]);
    }

    /// <summary>Asserts that the game saw exactly these presses, in this order, since it was switched on.</summary>
    public void AssertIs(IReadOnlyList<byte> presses, string where)
    {
        var expected = new byte[DemoCartridge.RingCapacity];
        for (var i = 0; i < presses.Count; i++)
            expected[i % expected.Length] = presses[i];
        var said = $"{where}: the replies say {presses.Count} presses, {Convert.ToHexString([.. presses.TakeLast(256)])}; the ledger {Count}, ring {Convert.ToHexString(Ring)}";
        Assert.True((uint)presses.Count == Count, said);
        Assert.True(expected.AsSpan().SequenceEqual(Ring), said);
        Assert.True(DemoCartridge.HashOf([.. presses]) == Hash, said);
    }

    private static uint Number(byte[] bytes, int address) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(address - DemoCartridge.LedgerAddress));
}
