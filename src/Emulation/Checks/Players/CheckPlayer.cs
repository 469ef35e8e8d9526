using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks.Players;

/// <summary>Plays the script in one way, step by step beside the reference, and compares.</summary>
/// <param name="way">The way.</param>
internal abstract class CheckPlayer(CheckWay way) : IDisposable
{
    private GameSnapshot? _snapshot;

    /// <summary>The way.</summary>
    public CheckWay Way => way;

    /// <summary>How often it compared so far.</summary>
    public int Comparisons { get; private set; }

    /// <summary>Prepares for the first step; called when the reference was switched on.</summary>
    public abstract CheckDifference? Start(CheckProgress progress);

    /// <summary>Does the step that the reference has just done.</summary>
    public abstract ValueTask<CheckDifference?> AdvanceAsync(CheckProgress progress, CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Compares a game with the reference.</summary>
    /// <param name="game">The game.</param>
    /// <param name="progress">Where the reference is.</param>
    /// <param name="back">How many steps ago the reference was where the game is now.</param>
    protected CheckDifference? Compare(IGame game, CheckProgress progress, int back = 0)
    {
        Comparisons++;
        _snapshot ??= new GameSnapshot(game);
        _snapshot.Read(game);
        return progress.Compare(way, _snapshot, back);
    }
}
