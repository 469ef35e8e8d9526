using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks.Players;

/// <summary>Loads the reference's state now and then, and goes on from it.</summary>
/// <param name="intoUsed">Whether the game plays something else before each; otherwise it is a new game each time.</param>
/// <param name="most">Most steps until the next time.</param>
internal sealed class RestoringPlayer(bool intoUsed, int most) : CheckPlayer(intoUsed ? CheckWay.RestoredIntoUsed : CheckWay.Restored)
{
    private readonly List<IGame> _games = [];
    private int _left;

    public override CheckDifference? Start(CheckProgress progress)
    {
        // Soon, so that a short script has it too.
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
        // Of new games the last two are kept: one that was given back would be used for the next.
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
