using System.Buffers;
using ActorInput.Contracts.Messages;
using Google.Protobuf;

namespace ActorInput.Contracts.Wire;

/// <summary>
/// Writes messages as bytes and reads them: Protobuf (<c>actorinput.proto</c>), with a manifest that identifies the kind of message. Unknown fields
/// are skipped, so that a node can read messages of a newer node; unknown manifests and enum values are refused. It creates only messages of ours.
/// Times are kept to the microsecond. Safe to call from any thread.
/// <code>
/// var bytes = WireFormat.Serialize(message);
/// var again = WireFormat.Deserialize(WireFormat.ManifestOf(message), bytes);
/// </code>
/// </summary>
public static class WireFormat
{
    /// <summary>All known manifests.</summary>
    public static IReadOnlyList<string> Manifests { get; } = [.. WireTable.All.Select(codec => codec.Manifest)];

    /// <summary>Identifies the kind of message, in two or three characters. Send it beside the bytes.</summary>
    /// <exception cref="WireFormatException">The message has no place in the wire format.</exception>
    public static string ManifestOf(IWireMessage message) => WireTable.For(message).Manifest;

    /// <summary>The manifest of this kind of message.</summary>
    /// <exception cref="WireFormatException">The kind of message has no place in the wire format.</exception>
    public static string ManifestOf<TMessage>()
        where TMessage : IWireMessage => WireTable.For(typeof(TMessage)).Manifest;

    /// <summary>The message as an array of its exact size.</summary>
    /// <exception cref="WireFormatException">The message has no place in the wire format, or exceeds <see cref="WireLimits"/>.</exception>
    public static byte[] Serialize(IWireMessage message)
    {
        var wire = ToWire(message, out var size);
        var bytes = new byte[size];
        wire.WriteTo(bytes.AsSpan());
        return bytes;
    }

    /// <summary>Writes the message.</summary>
    /// <returns>How many bytes it has. Nothing was written when this throws.</returns>
    /// <exception cref="WireFormatException">The message has no place in the wire format, or exceeds <see cref="WireLimits"/>.</exception>
    public static int Write(IWireMessage message, IBufferWriter<byte> writer)
    {
        var wire = ToWire(message, out var size);
        wire.WriteTo(writer);
        return size;
    }

    /// <summary>Does everything that can fail, so that the bytes can then be written directly into a frame.</summary>
    /// <exception cref="WireFormatException">The message has no place in the wire format, or exceeds <see cref="WireLimits"/>.</exception>
    public static PreparedMessage Prepare(IWireMessage message)
    {
        var codec = WireTable.For(message);
        var wire = codec.ToWire(message);
        var size = wire.CalculateSize();
        CheckSize(codec, size);
        return new PreparedMessage(codec.Manifest, size, wire);
    }

    /// <summary>Reads a message.</summary>
    /// <param name="manifest">The message's manifest, as <see cref="ManifestOf"/> gives it.</param>
    /// <param name="bytes">Its bytes, all of them and no more.</param>
    /// <exception cref="WireFormatException">The manifest is unknown, or the bytes are not such a message or exceed
    /// <see cref="WireLimits"/>.</exception>
    public static IWireMessage Deserialize(string manifest, ReadOnlySpan<byte> bytes)
    {
        var codec = WireTable.For(manifest);
        CheckSize(codec, bytes.Length);
        try
        {
            return codec.Read(bytes);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw Malformed(manifest, bytes.Length, malformed);
        }
    }

    /// <inheritdoc cref="Deserialize(string, ReadOnlySpan{byte})"/>
    public static IWireMessage Deserialize(string manifest, ReadOnlySequence<byte> bytes)
    {
        var codec = WireTable.For(manifest);
        CheckSize(codec, bytes.Length);
        try
        {
            return codec.Read(bytes);
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw Malformed(manifest, bytes.Length, malformed);
        }
    }

    private static IMessage ToWire(IWireMessage message, out int size)
    {
        var codec = WireTable.For(message);
        var wire = codec.ToWire(message);
        size = wire.CalculateSize();
        CheckSize(codec, size);
        return wire;
    }

    private static void CheckSize(WireCodec codec, long size)
    {
        if (size > codec.MaxBytes)
            throw new WireFormatException($"A message '{codec.Manifest}' has {size} bytes; at most {codec.MaxBytes} are allowed.");
    }

    private static WireFormatException Malformed(string manifest, long size, InvalidProtocolBufferException cause) =>
        new($"The {size} bytes are no message '{manifest}': {cause.Message}", cause);
}
