using System.Collections.Frozen;
using ActorInput.Contracts.Messages;
using Akka.Actor;
using Akka.Cluster.Serialization;
using Akka.Cluster.Sharding.Serialization;
using Akka.Cluster.Tools.PublishSubscribe.Serialization;
using Akka.Cluster.Tools.Singleton.Serialization;
using Akka.Configuration;
using Akka.Dispatch.SysMsg;
using Akka.DistributedData.Serialization;
using Akka.Hosting;
using Akka.Remote.Serialization;
using Akka.Serialization;
using Akka.Util;

namespace ActorInput.Actors.Wire;

/// <summary>
/// All serializers of a node. With Akka's defaults a peer can choose which types are constructed here. Newtonsoft's JSON constructs any type and runs
/// its setters; the Protobuf serializer constructs any type with a constructor without arguments; remote deployment, any actor; exceptions (within
/// <c>Status.Failure</c> and supervision messages), any type with a deserialization constructor; stream references and reliable delivery, a type by
/// its name. None of them is needed here, so their numbers belong to serializers that refuse. The serializers that the cluster itself needs stay,
/// guarded.
/// </summary>
internal static class ClosedSerializers
{
    private static readonly FrozenDictionary<string, Type?> MiscManifests = Texts("ID", "AID", "AR", "RWHB", "RWHR", "STS");

    private static readonly FrozenDictionary<string, Type?> SystemManifests = new[] { typeof(Watch), typeof(Unwatch), typeof(DeathWatchNotification) }
        .ToFrozenDictionary(type => type.TypeQualifiedName(), type => (Type?)type, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Type?> ClusterManifests = Texts(
        "HB",
        "HBR",
        "Akka.Cluster.ClusterHeartbeatSender+Heartbeat, Akka.Cluster",
        "Akka.Cluster.ClusterHeartbeatSender+HeartbeatRsp, Akka.Cluster",
        "Akka.Cluster.GossipStatus, Akka.Cluster",
        "Akka.Cluster.GossipEnvelope, Akka.Cluster",
        "Akka.Cluster.InternalClusterAction+InitJoin, Akka.Cluster",
        "Akka.Cluster.InternalClusterAction+InitJoinAck, Akka.Cluster",
        "Akka.Cluster.InternalClusterAction+InitJoinNack, Akka.Cluster",
        "Akka.Cluster.InternalClusterAction+Join, Akka.Cluster",
        "Akka.Cluster.InternalClusterAction+Welcome, Akka.Cluster",
        "Akka.Cluster.ClusterUserAction+Leave, Akka.Cluster",
        "Akka.Cluster.ClusterUserAction+Down, Akka.Cluster",
        "Akka.Cluster.InternalClusterAction+ExitingConfirmed, Akka.Cluster");

    /// <summary>Name and number of every serializer that is replaced by one that refuses.</summary>
    public static IReadOnlyList<(string Name, int Id)> Refused { get; } =
    [
        ("json", 1),
        ("proto", 2),
        ("daemon-create", 3),
        ("akka-cluster-client", 15),
        ("akka-stream-ref", 30),
        ("reliable-delivery", 36),
    ];

    /// <summary>Name and number of every serializer of Akka's that stays, and which manifests it may read.</summary>
    public static IReadOnlyList<(string Name, int Id, Func<ExtendedActorSystem, Serializer> Create, FrozenDictionary<string, Type?>? Allowed)> Kept { get; } =
    [
        ("bytes", 4, system => new ByteArraySerializer(system), null),
        ("akka-cluster", 5, system => new ClusterMessageSerializer(system), ClusterManifests),
        ("akka-containers", 6, system => new MessageContainerSerializer(system), null),
        ("akka-pubsub", 9, system => new DistributedPubSubMessageSerializer(system), null),
        ("akka-replicated-data", 11, system => new ReplicatedDataSerializer(system), null),
        ("akka-data-replication", 12, system => new ReplicatorMessageSerializer(system), null),
        ("akka-sharding", 13, system => new ClusterShardingMessageSerializer(system), null),
        ("akka-singleton", 14, system => new ClusterSingletonMessageSerializer(system), null),
        ("akka-misc", 16, system => new MiscMessageSerializer(system), MiscManifests),
        ("primitive", 17, system => new PrimitiveSerializers(system, SettingsOf(system, "primitive")), null),
        ("akka-system-msg", 22, system => new SystemMessageSerializer(system), SystemManifests),
    ];

    /// <summary>Installs the serializers. It is done by a set-up and not by configuration, so that no configuration file can open them again.</summary>
    public static AkkaConfigurationBuilder WithClosedSerializers(this AkkaConfigurationBuilder builder)
    {
        builder.WithCustomSerializer("actorinput", [typeof(IWireMessage)], system => new ActorInputSerializer(system));
        foreach (var (name, id) in Refused)
            builder.WithCustomSerializer(name, name == "json" ? [typeof(object)] : [], system => new RefusingSerializer(system, id));
        foreach (var (name, id, create, allowed) in Kept)
            builder.WithCustomSerializer(name, [], system => new GuardedSerializer(system, id, create(system), allowed));
        return builder;
    }

    private static Config SettingsOf(ExtendedActorSystem system, string serializer) =>
        system.Settings.Config.GetConfig($"akka.actor.serialization-settings.{serializer}") ?? Config.Empty;

    private static FrozenDictionary<string, Type?> Texts(params string[] manifests) =>
        manifests.ToFrozenDictionary(manifest => manifest, _ => (Type?)null, StringComparer.Ordinal);
}
