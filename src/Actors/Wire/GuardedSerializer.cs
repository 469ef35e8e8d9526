using System.Collections.Frozen;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Akka.Util;

namespace ActorInput.Actors.Wire;

/// <summary>
/// One of Akka's own serializers, with limits: it reads only manifests that our cluster needs, and payloads that are not nested so deeply that they
/// overflow the stack, which would end the process. Every failure is a <see cref="SerializationException"/>.
/// </summary>
/// <param name="system">The actor system.</param>
/// <param name="id">The number of the serializer.</param>
/// <param name="inner">The serializer.</param>
/// <param name="allowed">The manifests, with the type where the serializer wants one instead; null allows all of them.</param>
internal sealed class GuardedSerializer(
    ExtendedActorSystem system, int id, Serializer inner, FrozenDictionary<string, Type?>? allowed) : SerializerWithStringManifest(system)
{
    /// <summary>
    /// The deepest message of our cluster has five levels: a coordinator's state in a register, in an envelope, in a replicator's write, in a selection.
    /// </summary>
    private const int MostNested = 16;

    [ThreadStatic]
    private static int _depth;

    public override int Identifier => id;

    public override string Manifest(object o)
    {
        var manifest = inner switch
        {
            SerializerWithStringManifest texts => texts.Manifest(o),
            { IncludeManifest: true } => o.GetType().TypeQualifiedName(),
            _ => "",
        };
        return IsAllowed(manifest) ? manifest : throw new SerializationException($"{o.GetType().FullName} may not leave this node.");
    }

    public override byte[] ToBinary(object obj)
    {
        Manifest(obj);
        return inner.ToBinary(obj);
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        manifest ??= "";
        if (!IsAllowed(manifest))
            throw new SerializationException($"Refused a message '{LogText.Of(manifest)}' of serializer {id}: no node of ActorInput sends it.");
        if (_depth >= MostNested)
            throw new SerializationException($"Refused a message nested more than {MostNested} deep.");
        _depth++;
        try
        {
            return inner is SerializerWithStringManifest texts
                ? texts.FromBinary(bytes, manifest)
                : inner.FromBinary(bytes, allowed?.GetValueOrDefault(manifest));
        }
        catch (SerializationException around) when (around.InnerException is SerializationException cause)
        {
            throw new SerializationException(cause.Message, around); // The container's own text does not say what was wrong inside.
        }
        catch (Exception malformed) when (malformed is not SerializationException)
        {
            throw new SerializationException($"The {bytes.Length} bytes are no message '{LogText.Of(manifest)}' of serializer {id}: {malformed.Message}", malformed);
        }
        finally
        {
            _depth--;
        }
    }

    private bool IsAllowed(string manifest) => allowed is null || allowed.ContainsKey(manifest);
}
