using ActorInput.Actors.Sessions;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Gives every address the same game.</summary>
internal sealed class ScriptedSessionFactory(ScriptedGame game) : IEmulatorSessionFactory
{
    public IEmulatorSession Create(Uri address, SessionOptions options) => new ScriptedSession(game, address);
}
