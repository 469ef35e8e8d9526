using System.Buffers;
using ActorInput.Contracts.Messages;
using Google.Protobuf;

namespace ActorInput.Contracts.Wire;

/// <summary>One kind of message on the wire: its manifest, and how it is written and read.</summary>
internal abstract class WireCodec(string manifest, Type type, int maxBytes)
{
    public int MaxBytes { get; } = maxBytes;

    public string Manifest { get; } = manifest;

    public Type Type { get; } = type;

    public static WireCodec Of<TMessage, TWire>(
        string manifest,
        Func<TMessage, TWire> write,
        MessageParser<TWire> parser,
        Func<TWire, TMessage> read,
        int maxBytes = WireLimits.MaxMessageBytes)
        where TMessage : IWireMessage
        where TWire : IMessage<TWire> => new Codec<TMessage, TWire>(manifest, write, parser, read, maxBytes);

    public abstract IMessage ToWire(IWireMessage message);

    public abstract IWireMessage Read(ReadOnlySpan<byte> bytes);

    public abstract IWireMessage Read(ReadOnlySequence<byte> bytes);

    private sealed class Codec<TMessage, TWire>(
        string manifest, Func<TMessage, TWire> write, MessageParser<TWire> parser, Func<TWire, TMessage> read, int maxBytes)
        : WireCodec(manifest, typeof(TMessage), maxBytes)
        where TMessage : IWireMessage
        where TWire : IMessage<TWire>
    {
        public override IMessage ToWire(IWireMessage message) => write((TMessage)message);

        public override IWireMessage Read(ReadOnlySpan<byte> bytes) => read(parser.ParseFrom(bytes));

        public override IWireMessage Read(ReadOnlySequence<byte> bytes) => read(parser.ParseFrom(bytes));
    }
}
