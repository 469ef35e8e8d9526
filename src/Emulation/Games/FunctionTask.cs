namespace ActorInput.Emulation.Games;

/// <summary>A job that is one call.</summary>
internal sealed class FunctionTask<T>(Func<IGame, T> job, CancellationToken cancellation) : GameTask<T>(cancellation)
{
    protected override TimeSpan? Advance(IGame game, out T? result)
    {
        result = job(game);
        return null;
    }
}
