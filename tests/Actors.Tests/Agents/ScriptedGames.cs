using System.Collections.Concurrent;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Tests.Emulators;

namespace ActorInput.Actors.Tests.Agents;

/// <summary>A scripted game at every address.</summary>
internal sealed class ScriptedGames : IEmulatorSessionFactory
{
    private readonly ConcurrentDictionary<Uri, ScriptedGame> _games = new();

    public IEnumerable<ScriptedGame> All => _games.Values;

    public Task<SessionResult<IEmulatorSession>> OpenAsync(Uri address, SessionOptions options, long atLeastEpoch, CancellationToken cancellation) =>
        ScriptedSession.OpenAsync(_games.GetOrAdd(address, _ => new ScriptedGame { ForgetsOnReset = true }), address, atLeastEpoch, cancellation);
}
