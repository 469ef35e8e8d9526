using ActorInput.Actors.Wire;
using Akka.Actor;
using Akka.Event;

namespace ActorInput.Actors.Lane;

/// <summary>What all parts of a node's lane share.</summary>
/// <param name="Options">Limits and times.</param>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="NodeAddress">This node's Akka address.</param>
/// <param name="NodeUid">Uid of its actor system.</param>
/// <param name="Provider">Makes actor references.</param>
/// <param name="Tls">Makes TLS handshakes; null without TLS.</param>
/// <param name="Log">The log.</param>
/// <param name="Time">The clock.</param>
internal sealed record LaneContext(
    LaneOptions Options,
    string Cluster,
    string NodeAddress,
    long NodeUid,
    IActorRefProvider Provider,
    TlsHandshaker? Tls,
    ILoggingAdapter Log,
    TimeProvider Time);
