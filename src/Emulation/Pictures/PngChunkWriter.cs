using System.Buffers;
using System.Buffers.Binary;

namespace ActorInput.Emulation.Pictures;

/// <summary>Puts a PNG together: the signature, then chunks of length, type, data and checksum.</summary>
internal sealed class PngChunkWriter
{
    private static readonly uint[] CrcTable = MakeCrcTable();

    private readonly ArrayBufferWriter<byte> _output;

    /// <summary>Starts a file.</summary>
    /// <param name="capacity">The expected size in bytes; more is allowed.</param>
    public PngChunkWriter(int capacity)
    {
        _output = new ArrayBufferWriter<byte>(capacity);
        ReadOnlySpan<byte> signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        _output.Write(signature);
    }

    /// <summary>Adds a chunk.</summary>
    /// <param name="type">Its name of four letters.</param>
    /// <param name="data">Its contents.</param>
    public void Write(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        _output.Write(word);
        _output.Write(type);
        _output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, ~Crc(Crc(uint.MaxValue, type), data));
        _output.Write(word);
    }

    /// <summary>Gets the file so far.</summary>
    public byte[] ToArray() => _output.WrittenSpan.ToArray();

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var b in data)
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    /// <summary>The CRC-32 of ISO 3309, which the PNG specification prescribes.</summary>
    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var n = 0u; n < 256; n++)
        {
            var c = n;
            for (var bit = 0; bit < 8; bit++)
                c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
            table[n] = c;
        }
        return table;
    }
}
