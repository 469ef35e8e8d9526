using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks.Players;

/// <summary>Loads a state, goes some steps, loads it again and goes the same steps again.</summary>
internal sealed class TwicePlayer() : CheckPlayer(CheckWay.RestoredTwice)
{
    private IGame? _game;
    private byte[] _state = [];
    private int _length;
    private int _gone;

    public override CheckDifference? Start(CheckProgress progress)
    {
        _game = progress.Factory.Create();
        _state = new byte[_game.StateSize];
        return Load(progress);
    }

    public override ValueTask<CheckDifference?> AdvanceAsync(CheckProgress progress, CancellationToken cancellation)
    {
        progress.Step().Apply(_game!, render: true);
        var difference = Compare(_game!, progress);
        if (difference is not null || ++_gone < _length)
            return ValueTask.FromResult(difference);
        _game!.LoadState(_state);
        difference = Compare(_game, progress, _length);
        for (var back = _length - 1; back >= 0 && difference is null; back--)
        {
            progress.Step(back).Apply(_game, render: true);
            difference = Compare(_game, progress, back);
        }

        return ValueTask.FromResult(difference ?? Load(progress));
    }

    public override void Dispose() => _game?.Dispose();

    private CheckDifference? Load(CheckProgress progress)
    {
        progress.Now.State.CopyTo(_state);
        _gone = 0;
        _length = progress.Random.Next(1, CheckProgress.Kept + 1);
        _game!.LoadState(_state);
        return Compare(_game, progress);
    }
}
