using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks.Players;

/// <summary>Does every step with one game from power-on to the end.</summary>
/// <param name="way">The way.</param>
/// <param name="create">Makes the game, in the state of power-on, whatever it did before.</param>
/// <param name="apply">Does a step; gets whether the game is compared after it.</param>
/// <param name="looks">The number of steps between two comparisons; the game is also compared at the end.</param>
internal sealed class LockstepPlayer(
    CheckWay way, Func<CheckProgress, IGame> create, Action<IGame, CheckStep, bool> apply, int looks = 1) : CheckPlayer(way)
{
    private IGame? _game;
    private int _unseen;

    public override CheckDifference? Start(CheckProgress progress)
    {
        _game = create(progress);
        return looks == 1 ? Compare(_game, progress) : null;
    }

    public override ValueTask<CheckDifference?> AdvanceAsync(CheckProgress progress, CancellationToken cancellation)
    {
        // Only after a press is the picture certain to exist.
        var look = (progress.IsLast || ++_unseen >= looks) && progress.Step().Kind == CheckStepKind.Press;
        if (look)
            _unseen = 0;
        apply(_game!, progress.Step(), look);
        return ValueTask.FromResult(look ? Compare(_game!, progress) : null);
    }

    public override void Dispose() => _game?.Dispose();
}
