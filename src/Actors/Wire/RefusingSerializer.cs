using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace ActorInput.Actors.Wire;

/// <summary>
/// Takes the place of a serializer that would construct any type that a peer names, and refuses to read and to write. A peer chooses the serializer
/// by its number in the envelope, so this one must have the number, not only the binding.
/// </summary>
/// <param name="system">The actor system.</param>
/// <param name="id">The number of the serializer whose place it takes.</param>
internal sealed class RefusingSerializer(ExtendedActorSystem system, int id) : SerializerWithStringManifest(system)
{
    public override int Identifier => id;

    public override string Manifest(object o) => "";

    public override byte[] ToBinary(object obj) => throw new SerializationException(
        $"{obj.GetType().FullName} may not leave this node: only messages of ActorInput (IWireMessage) and of the cluster itself do.");

    /// <summary>No type is looked up: the manifest stays a text, and so does JSON, which names its type in its first bytes.</summary>
    public override object FromBinary(byte[] bytes, string manifest) => throw new SerializationException(
        $"Refused '{(string.IsNullOrEmpty(manifest) ? LogText.Of(bytes) : LogText.Of(manifest))}': serializer {id} is closed, only messages of ActorInput "
        + "and of the cluster itself are read.");
}
