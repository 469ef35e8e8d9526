using ActorInput.Contracts.Inputs;

namespace ActorInput.Host.Demo;

/// <summary>
/// Chooses the demo agent's inputs: it walks a while in one direction, turns, stops to press A or B, and sometimes START or SELECT. The same seed
/// plays the same game.
/// </summary>
internal sealed class DemoPlay(int seed)
{
    private static readonly Button[] Directions = [Button.Right, Button.Down, Button.Left, Button.Up];
    private readonly Random _random = new(seed);
    private int _direction = seed & 3;
    private int _stepsLeft;

    /// <summary>The next input: one press.</summary>
    public InputSequence Next()
    {
        if (_stepsLeft > 0)
        {
            _stepsLeft--;
            return Press(Directions[_direction]);
        }

        Turn();
        return Press(_random.Next(20) switch
        {
            < 9 => Button.A,
            < 15 => Button.B,
            < 17 => Button.Start,
            < 18 => Button.Select,
            _ => Directions[_direction],
        });
    }

    /// <summary>How long to wait before the next input: a few a second.</summary>
    public TimeSpan Pause() => TimeSpan.FromMilliseconds(_random.Next(200, 450));

    private void Turn()
    {
        // It seldom turns straight back, so that the walk gets somewhere.
        var turn = _random.Next(8);
        _direction = (_direction + (turn < 4 ? 1 : turn < 7 ? 3 : 2)) & 3;
        _stepsLeft = _random.Next(2, 7);
    }

    private static InputSequence Press(Button button) => InputSequence.FromSteps(new InputStep(button, 0));
}
