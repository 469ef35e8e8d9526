using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Games;

/// <summary>A job that presses inputs slice by slice and then observes.</summary>
internal sealed class PressTask<T> : GameTask<T>
{
    private readonly IReadOnlyList<InputSequence> _inputs;
    private readonly PressTiming _timing;
    private readonly Func<IGame, T> _observe;
    private readonly GamePace _pace;
    private readonly TimeProvider _time;
    private long _started = -1;
    private long _framesDone;
    private int _input;
    private int _step;

    /// <summary>Frames left of the current step: first with the buttons held, then with only those that stay held.</summary>
    private int _hold;
    private int _wait;
    private bool _over;

    public PressTask(
        IReadOnlyList<InputSequence> inputs,
        PressTiming timing,
        Func<IGame, T> observe,
        GamePace pace,
        TimeProvider time,
        CancellationToken cancellation)
        : base(cancellation)
    {
        _inputs = inputs;
        _timing = timing;
        _observe = observe;
        _pace = pace;
        _time = time;
        _over = inputs.Count == 0;
        if (!_over)
            LoadStep();
    }

    protected override TimeSpan? Advance(IGame game, out T? result)
    {
        result = default;
        try
        {
            if (_started < 0)
                _started = _time.GetTimestamp();
            if (!_over)
                RunSlice(game);
            var untilDue = _pace.UntilDue(_framesDone, _time.GetElapsedTime(_started));
            if (!_over || untilDue > TimeSpan.Zero)
                return untilDue;
            result = _observe(game);
            return null;
        }
        catch (Exception cause)
        {
            throw new PressFailedException(_input, _over ? 0 : _step, cause);
        }
    }

    private void RunSlice(IGame game)
    {
        for (var budget = _pace.SliceFrames; budget > 0 && !_over;)
        {
            var held = _hold > 0;
            var frames = Math.Min(budget, held ? _hold : _wait);
            var left = _hold + _wait - frames;
            var step = _inputs[_input].Steps[_step];
            game.Run(held ? step.Buttons : step.Held, frames, left == 0 && IsLastStep);
            budget -= frames;
            _framesDone += frames;
            if (held)
                _hold -= frames;
            else
                _wait -= frames;
            if (left > 0)
                continue;
            game.EndStep();
            NextStep();
        }
    }

    private bool IsLastStep => _input == _inputs.Count - 1 && _step == _inputs[_input].Count - 1;

    private void NextStep()
    {
        if (++_step == _inputs[_input].Count)
        {
            _step = 0;
            _over = ++_input == _inputs.Count;
        }

        if (!_over)
            LoadStep();
    }

    private void LoadStep()
    {
        var step = _inputs[_input].Steps[_step];
        _hold = step.IsWait ? 0 : _timing.HoldOf(step);
        _wait = step.IsWait ? step.Frames : _timing.WaitOf(step);
    }
}
