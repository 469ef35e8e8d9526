using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf;

namespace ActorInput.Actors.Tests.Wire;

/// <summary>Somebody who speaks Akka's framing by hand: four bytes of length, little-endian, then Protobuf.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly TcpClient _client = new();
    private Stream _stream = Stream.Null;

    private RawPeer()
    {
    }

    public static async Task<RawPeer> ConnectAsync(int port)
    {
        var peer = new RawPeer();
        await peer._client.ConnectAsync(IPAddress.Loopback, port);
        peer._stream = peer._client.GetStream();
        return peer;
    }

    /// <summary>Connects and shakes hands, as a node of that system.</summary>
    public static async Task<RawPeer> AssociateAsync(int port, string system = "actorinput")
    {
        var peer = await ConnectAsync(port);
        await peer.SendAsync(Handshake(system));
        return peer;
    }

    public static byte[] Handshake(string system) => Message(pdu => pdu.Bytes(2, Message(control => control
        .Number(1, 1)
        .Bytes(2, Message(info => info
            .Bytes(1, Origin(system))
            .Fixed(2, 4711))))));

    public static byte[] Origin(string system) =>
        Message(origin => origin.Text(1, system).Text(2, "127.0.0.1").Number(3, 1).Text(4, "akka.tcp"));

    public static byte[] Envelope(string recipient, int serializer, string manifest, byte[] payload) => Message(pdu => pdu.Bytes(1, Message(acked => acked
        .Bytes(2, Message(envelope => envelope
            .Bytes(1, Message(reference => reference.Text(1, recipient)))
            .Bytes(2, Payload(serializer, manifest, payload))
            .Fixed(5, ulong.MaxValue))))));

    public static byte[] Payload(int serializer, string manifest, byte[] payload)
    {
        return Message(message =>
        {
            message.Bytes(1, payload).Number(2, serializer);
            if (manifest.Length > 0)
                message.Text(3, manifest);
        });
    }

    /// <summary>A selection of the receiver, around that payload.</summary>
    public static byte[] Selection(byte[] payload) => Message(selection => selection.Bytes(1, payload));

    public static byte[] Message(Action<Fields> write)
    {
        var fields = new Fields();
        write(fields);
        return fields.ToArray();
    }

    public Task TellAsync(string recipient, int serializer, string manifest, byte[] payload) =>
        SendAsync(Envelope(recipient, serializer, manifest, payload));

    public async Task SendAsync(byte[] pdu)
    {
        var frame = new byte[4 + pdu.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, pdu.Length);
        pdu.CopyTo(frame.AsSpan(4));
        await SendRawAsync(frame);
    }

    public async Task SendRawAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Waits until the other end has closed the connection.</summary>
    public async Task ClosedAsync()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[4096];
        try
        {
            while (await _stream.ReadAsync(buffer, bound.Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset: closed all the same.
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Protobuf fields, written one after another.</summary>
    internal sealed class Fields
    {
        private readonly MemoryStream _bytes = new();

        public Fields Bytes(int field, byte[] value) => Write(o =>
        {
            o.WriteTag(field, WireFormat.WireType.LengthDelimited);
            o.WriteBytes(ByteString.CopyFrom(value));
        });

        public Fields Text(int field, string value) => Write(o =>
        {
            o.WriteTag(field, WireFormat.WireType.LengthDelimited);
            o.WriteString(value);
        });

        public Fields Number(int field, long value) => Write(o =>
        {
            o.WriteTag(field, WireFormat.WireType.Varint);
            o.WriteInt64(value);
        });

        public Fields Fixed(int field, ulong value) => Write(o =>
        {
            o.WriteTag(field, WireFormat.WireType.Fixed64);
            o.WriteFixed64(value);
        });

        public byte[] ToArray() => _bytes.ToArray();

        private Fields Write(Action<CodedOutputStream> write)
        {
            using var output = new CodedOutputStream(_bytes, leaveOpen: true);
            write(output);
            return this;
        }
    }
}
