using System.Runtime.Serialization;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Wire;
using Akka.Actor;
using Akka.Serialization;

namespace ActorInput.Actors.Wire;

/// <summary>Serializes our messages between nodes, by <see cref="WireFormat"/>. It is bound to <see cref="IWireMessage"/> alone.</summary>
/// <param name="system">The actor system.</param>
public sealed class ActorInputSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>The number of this serializer in the envelope of every message. It must never change. Akka's own numbers are below 41.</summary>
    public const int Id = 7_201;

    /// <inheritdoc/>
    public override int Identifier => Id;

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The wire format does not have this message.</exception>
    public override string Manifest(object o)
    {
        try
        {
            return WireFormat.ManifestOf(Ours(o));
        }
        catch (WireFormatException refused)
        {
            throw new SerializationException(refused.Message, refused);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The wire format does not have this message, or it is too large.</exception>
    public override byte[] ToBinary(object obj)
    {
        try
        {
            return WireFormat.Serialize(Ours(obj));
        }
        catch (WireFormatException refused)
        {
            throw new SerializationException(refused.Message, refused);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="SerializationException">
    /// The manifest is unknown, or the bytes are not such a message. Remoting logs one warning with the text, drops the message and keeps the
    /// association.
    /// </exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            return WireFormat.Deserialize(manifest ?? "", bytes);
        }
        catch (WireFormatException refused)
        {
            throw new SerializationException(refused.Message, refused);
        }
    }

    private static IWireMessage Ours(object message) => message as IWireMessage
        ?? throw new SerializationException($"{message.GetType().FullName} is no {nameof(IWireMessage)}.");
}
