using Akka.Actor.Setup;

namespace ActorInput.Actors.Wire;

/// <summary>Passes the node's credentials to <see cref="TlsTransport"/>, which the actor system creates by its type name.</summary>
/// <param name="credentials">What this node shows and by what it knows others.</param>
internal sealed class TlsSetup(NodeCredentials credentials) : Setup
{
    public NodeCredentials Credentials { get; } = credentials;
}
