using Akka.Actor.Setup;

namespace ActorInput.Actors.Wire;

/// <summary>Brings the node's credentials to <see cref="TlsTransport"/>, which the actor system makes by its name.</summary>
/// <param name="credentials">What this node shows and by what it knows others.</param>
internal sealed class TlsSetup(NodeCredentials credentials) : Setup
{
    public NodeCredentials Credentials { get; } = credentials;
}
