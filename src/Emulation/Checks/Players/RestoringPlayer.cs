using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks.Players;

/// <summary>Loads the reference's state from time to time, and continues from it.</summary>
/// <param name="intoUsed">Whether the game plays something else before each; otherwise it is a new game each time.</param>
/// <param name="most">Most steps until the next time.</param>
internal sealed class RestoringPlayer(bool intoUsed, int most) : CheckPlayer(intoUsed ? CheckWay.RestoredIntoUsed : CheckWay.Restored)
{
    private readonly List<IGame> _games = [];
    private int _left;

    public override CheckDifference? Start(CheckProgress progress)
    {
        // Early, so that it happens in a short script too.
        _left = progress.Random.Next(2);
        return null;
    }

    public override ValueTask<CheckDifference?> AdvanceAsync(CheckProgress progress, CancellationToken cancellation)
    {
        if (_left-- > 0)
        {
            if (_games.Count == 0)
                return ValueTask.FromResult<CheckDifference?>(null);
            progress.Step().Apply(_games[^1], render: true);
            return ValueTask.FromResult(Compare(_games[^1], progress));
        }

        _left = progress.Random.Next(1, most + 1);
        Load(progress);
        return ValueTask.FromResult(Compare(_games[^1], progress));
    }

    public override void Dispose() => _games.ForEach(game => game.Dispose());

    private void Load(CheckProgress progress)
    {
        // The last two new games are kept: the core of a released game would be used for the next one.
        if (_games.Count == 0 || !intoUsed)
            _games.Add(progress.Factory.Create());
        if (_games.Count > 2)
        {
            _games[0].Dispose();
            _games.RemoveAt(0);
        }

        if (intoUsed)
            progress.PlayOddly(_games[^1]);
        _games[^1].LoadState(progress.Now.State);
    }
}
