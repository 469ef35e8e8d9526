using ActorInput.Actors.Sessions;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Gives every address the same game, or the game that was put there.</summary>
internal sealed class ScriptedSessionFactory(ScriptedGame game) : IEmulatorSessionFactory
{
    public Dictionary<string, ScriptedGame> At { get; } = [];

    public IEmulatorSession Create(Uri address, SessionOptions options) =>
        new ScriptedSession(At.GetValueOrDefault(address.ToString(), game), address);
}
