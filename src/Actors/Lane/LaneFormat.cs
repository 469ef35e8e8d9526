using System.Buffers.Binary;
using System.Text;
using ActorInput.Actors.Wire;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Wire;

namespace ActorInput.Actors.Lane;

/// <summary>
/// Frames as bytes: the length of what follows (int32, little-endian like all numbers here), the kind, the body. Malformed bytes throw
/// <see cref="InvalidDataException"/> with the end of the sentence "closed the connection: …".
/// </summary>
internal static class LaneFormat
{
    /// <summary>Length and kind.</summary>
    public const int HeadBytes = LengthBytes + 1;

    /// <summary>The bytes before the Protobuf of a request or an answer.</summary>
    public const int MessageHeadBytes = HeadBytes + SlotBytes + ManifestBytes;

    public const int SlotFrameBytes = HeadBytes + SlotBytes;

    public const int AckFrameBytes = HeadBytes + sizeof(long);

    /// <summary>The longest hello or welcome: the most that an unknown peer may send.</summary>
    public const int MaxGreetingBytes = 1_024;

    private const int LengthBytes = 4;
    private const int SlotBytes = 4;
    private const int ManifestBytes = 4;
    private const int BitsPerByte = 8;
    private const byte Version = 1;
    private const uint Magic = 0x4E4C_4941; // "AILN"

    private static readonly Dictionary<uint, string> Manifests = WireFormat.Manifests.ToDictionary(Pack);

    /// <summary>Takes the first whole frame off the bytes; false when there is none yet.</summary>
    /// <exception cref="InvalidDataException">It is longer than allowed.</exception>
    public static bool TryRead(ref ReadOnlySpan<byte> bytes, int mostBytes, out LaneFrameKind kind, out ReadOnlySpan<byte> body)
    {
        kind = LaneFrameKind.None;
        body = default;
        if (bytes.Length < LengthBytes)
            return false;
        var length = CheckedLength(bytes, mostBytes);
        if (bytes.Length - LengthBytes < length)
            return false;
        kind = (LaneFrameKind)bytes[LengthBytes];
        body = bytes.Slice(HeadBytes, length - 1);
        bytes = bytes[(LengthBytes + length)..];
        return true;
    }

    /// <summary>Bytes of the whole frame that begins here; 0 when not even its length is there.</summary>
    /// <exception cref="InvalidDataException">It is longer than allowed.</exception>
    public static int LengthOf(ReadOnlySpan<byte> bytes, int mostBytes) =>
        bytes.Length < LengthBytes ? 0 : LengthBytes + CheckedLength(bytes, mostBytes);

    public static bool IsNumbered(LaneFrameKind kind) => kind >= LaneFrameKind.Request;

    public static void WriteMessage(Span<byte> frame, LaneFrameKind kind, int slot, in PreparedMessage message)
    {
        WriteSlot(frame, kind, slot);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[SlotFrameBytes..], Pack(message.Manifest));
        message.WriteTo(frame[MessageHeadBytes..]);
    }

    /// <exception cref="WireFormatException">The bytes are not a known message.</exception>
    public static IWireMessage ReadMessage(ReadOnlySpan<byte> body)
    {
        if (body.Length < SlotBytes + ManifestBytes)
            throw new WireFormatException($"A message of {body.Length} bytes is too short for its manifest.");
        var packed = body.Slice(SlotBytes, ManifestBytes);
        return Manifests.TryGetValue(BinaryPrimitives.ReadUInt32LittleEndian(packed), out var manifest)
            ? WireFormat.Deserialize(manifest, body[(SlotBytes + ManifestBytes)..])
            : throw new WireFormatException($"The manifest '{LogText.Of(packed)}' is unknown.");
    }

    public static void WriteSlot(Span<byte> frame, LaneFrameKind kind, int slot)
    {
        WriteHead(frame, kind);
        BinaryPrimitives.WriteInt32LittleEndian(frame[HeadBytes..], slot);
    }

    public static int ReadSlot(ReadOnlySpan<byte> body) => BinaryPrimitives.TryReadInt32LittleEndian(body, out var slot)
        ? slot
        : throw new InvalidDataException($"it sent a frame of {body.Length} bytes that names no slot");

    public static void WriteAck(Span<byte> frame, long received)
    {
        WriteHead(frame, LaneFrameKind.Ack);
        BinaryPrimitives.WriteInt64LittleEndian(frame[HeadBytes..], received);
    }

    public static long ReadAck(ReadOnlySpan<byte> body) => BinaryPrimitives.TryReadInt64LittleEndian(body, out var received)
        ? received
        : throw new InvalidDataException($"it sent an acknowledgement of {body.Length} bytes");

    public static byte[] Refused(int slot, LaneRefusal refusal, string text)
    {
        const int MostText = 1_000;
        var told = Encoding.UTF8.GetBytes(text.Length > MostText ? text[..MostText] : text);
        var frame = new byte[SlotFrameBytes + 1 + told.Length];
        WriteSlot(frame, LaneFrameKind.Refused, slot);
        frame[SlotFrameBytes] = (byte)refusal;
        told.CopyTo(frame, SlotFrameBytes + 1);
        return frame;
    }

    public static (LaneRefusal Refusal, string Text) ReadRefused(ReadOnlySpan<byte> body) => body.Length > SlotBytes
        ? ((LaneRefusal)body[SlotBytes], Encoding.UTF8.GetString(body[(SlotBytes + 1)..]))
        : throw new InvalidDataException($"it sent a refusal of {body.Length} bytes");

    public static byte[] Write(LaneHello hello) => Greeting(LaneFrameKind.Hello, writer =>
    {
        writer.Write(hello.Session);
        writer.Write(hello.Attempt);
        writer.Write(hello.IsNew);
        writer.Write(hello.ServerUid);
        writer.Write(hello.Received);
        writer.Write(hello.Cluster);
        writer.Write(hello.Node);
    });

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static LaneHello ReadHello(LaneFrameKind kind, ReadOnlySpan<byte> body)
    {
        var reader = OpenGreeting(LaneFrameKind.Hello, kind, body);
        return Greeting(() =>
        {
            var (session, attempt, isNew, server, received) =
                (reader.ReadInt64(), reader.ReadInt64(), reader.ReadBoolean(), reader.ReadInt64(), reader.ReadInt64());
            return new LaneHello(LogText.Of(reader.ReadString()), session, attempt, isNew, server, received, LogText.Of(reader.ReadString()));
        });
    }

    public static byte[] Write(LaneWelcome welcome) => Greeting(LaneFrameKind.Welcome, writer =>
    {
        writer.Write((byte)welcome.Verdict);
        writer.Write(welcome.ServerUid);
        writer.Write(welcome.Received);
        writer.Write(welcome.Port);
        writer.Write(welcome.Host);
    });

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static LaneWelcome ReadWelcome(LaneFrameKind kind, ReadOnlySpan<byte> body)
    {
        var reader = OpenGreeting(LaneFrameKind.Welcome, kind, body);
        var welcome = Greeting(() =>
            new LaneWelcome((LaneVerdict)reader.ReadByte(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32(), LogText.Of(reader.ReadString())));
        return welcome is { Port: 0 } or { Port: > 0 and <= ushort.MaxValue, Host.Length: > 0 }
            ? welcome
            : throw new InvalidDataException($"it says that its lane is at '{welcome.Host}:{welcome.Port}'");
    }

    private static int CheckedLength(ReadOnlySpan<byte> bytes, int mostBytes)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length >= 1 && length <= mostBytes
            ? length
            : throw new InvalidDataException($"it sent a frame of {(uint)length} bytes; 1 to {mostBytes} are allowed");
    }

    private static void WriteHead(Span<byte> frame, LaneFrameKind kind)
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - LengthBytes);
        frame[LengthBytes] = (byte)kind;
    }

    /// <summary>The manifest's two or three characters in one number.</summary>
    private static uint Pack(string manifest)
    {
        uint packed = 0;
        for (var i = manifest.Length - 1; i >= 0; i--)
            packed = (packed << BitsPerByte) | manifest[i];
        return packed;
    }

    private static byte[] Greeting(LaneFrameKind kind, Action<BinaryWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            writer.Write(0);
            writer.Write((byte)kind);
            writer.Write(Magic);
            writer.Write(Version);
            write(writer);
        }

        var frame = bytes.ToArray();
        WriteHead(frame, kind);
        return frame;
    }

    private static BinaryReader OpenGreeting(LaneFrameKind wanted, LaneFrameKind kind, ReadOnlySpan<byte> body)
    {
        const int VersionAt = sizeof(uint);
        if (kind != wanted || body.Length <= VersionAt || BinaryPrimitives.ReadUInt32LittleEndian(body) != Magic)
            throw new InvalidDataException($"it did not begin with a lane's {wanted}");
        if (body[VersionAt] != Version)
            throw new InvalidDataException($"it speaks version {body[VersionAt]} of the lane's protocol; {Version} is spoken here");
        return new BinaryReader(new MemoryStream(body[(VersionAt + 1)..].ToArray()));
    }

    private static T Greeting<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception malformed) when (malformed is EndOfStreamException or FormatException or ArgumentException or IOException)
        {
            throw new InvalidDataException("it sent a greeting that is cut off or malformed", malformed);
        }
    }
}
