using System.Buffers;
using System.Buffers.Binary;
using ActorInput.Emulation.Common;

namespace ActorInput.Emulation.Pictures;

/// <summary>Puts a PNG together: the signature, then chunks of length, type, data and checksum.</summary>
internal sealed class PngChunkWriter
{
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
        BinaryPrimitives.WriteUInt32BigEndian(word, ~Crc32.Continue(Crc32.Continue(uint.MaxValue, type), data));
        _output.Write(word);
    }

    /// <summary>Gets the file so far.</summary>
    public byte[] ToArray() => _output.WrittenSpan.ToArray();
}
