using ActorInput.Actors.Wire;

namespace ActorInput.Actors.Lane;

/// <summary>The settings that a node's lane takes from the node's options.</summary>
/// <param name="Options">The lane's own.</param>
/// <param name="ClusterName">The cluster's name: lanes of another are refused.</param>
/// <param name="Host">Name or address by which other nodes reach this one.</param>
/// <param name="Bind">Address to listen on; null for <paramref name="Host"/>.</param>
/// <param name="Tls">TLS between nodes; null for none.</param>
internal sealed record LaneSettings(LaneOptions Options, string ClusterName, string Host, string? Bind, TlsOptions? Tls);
