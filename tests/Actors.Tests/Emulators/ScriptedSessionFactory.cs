using ActorInput.Actors.Sessions;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Gives every address the same game, except the host <c>throws</c>.</summary>
internal sealed class ScriptedSessionFactory(ScriptedGame game) : IEmulatorSessionFactory
{
    public Task<SessionResult<IEmulatorSession>> OpenAsync(Uri address, SessionOptions options, long atLeastEpoch, CancellationToken cancellation) =>
        address.Host == "throws"
            ? throw new ArgumentException("scripted: no address of a game", nameof(address))
            : ScriptedSession.OpenAsync(game, address, atLeastEpoch, cancellation);
}
