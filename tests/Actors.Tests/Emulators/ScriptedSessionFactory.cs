using ActorInput.Actors.Sessions;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Gives every address the same game, except the host <c>throws</c>.</summary>
internal sealed class ScriptedSessionFactory(ScriptedGame game) : IEmulatorSessionFactory
{
    public IEmulatorSession Create(Uri address, SessionOptions options) =>
        address.Host == "throws" ? throw new ArgumentException("scripted: no address of a game", nameof(address)) : new ScriptedSession(game, address);
}
