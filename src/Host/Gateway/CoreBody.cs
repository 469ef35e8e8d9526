using ActorInput.Contracts.Emulators;

namespace ActorInput.Host.Gateway;

/// <summary>The core that runs a game. A saved state belongs to one version of one core.</summary>
/// <param name="Name">Its name, for example <c>mGBA</c>.</param>
/// <param name="Version">Its version, for example <c>0.10.1</c>.</param>
internal sealed record CoreBody(string Name, string Version)
{
    public static CoreBody? From(GameIdentity? identity) => identity is null ? null : new CoreBody(identity.Core, identity.CoreVersion);
}
