using System.Text.Json;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Actors.Sessions.Gym;

/// <summary>
/// Inputs for a pokemon-gym as a list of actions, and how many of them are done. Presses of neighbouring inputs form one action. A wait is an action
/// of its own, together with the waits beside it in the same input.
/// </summary>
internal sealed class GymTicket : SendTicket
{
    private const int FramesOfPress = 130;
    private readonly List<(int Input, InputStep Step)> _steps = [];
    private readonly List<GymAction> _actions = [];

    public GymTicket(IReadOnlyList<InputSequence> inputs)
        : base(inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            foreach (var step in inputs[i].Steps)
                Add(i, step);
        }

        foreach (var action in _actions)
            SharesState |= _steps[action.From].Input != _steps[action.To - 1].Input;
    }

    /// <summary>The actions in order.</summary>
    public IReadOnlyList<GymAction> Actions => _actions;

    /// <summary>Index of the next action, or of the one that is under way.</summary>
    public int Next { get; private set; }

    /// <summary>Whether that action was sent and its result is not known.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The life of the game that it was sent to.</summary>
    public int Life { get; private set; }

    /// <summary>How many frames the next action takes; a press has a fixed hold and wait on a pokemon-gym.</summary>
    public long NextFrames => _actions[Next] is { WaitFrames: > 0 } wait ? wait.WaitFrames : (long)(_actions[Next].To - _actions[Next].From) * FramesOfPress;

    /// <summary>Called before the next action is sent: from now on the result of its inputs is not known.</summary>
    public void Begin(int life)
    {
        (Life, IsOpen) = (life, true);
        Mark(SendTicket.NotKnown);
    }

    /// <summary>Called when the result of the action under way is known, or when it stays open.</summary>
    public void End(GymOutcome outcome)
    {
        if (outcome == GymOutcome.Open)
            return;
        IsOpen = false;
        if (outcome == GymOutcome.Applied)
            Next++;
        Recount();
    }

    /// <summary>Writes the next action as <c>/action</c> takes it.</summary>
    public void WriteNext(Utf8JsonWriter json)
    {
        var action = _actions[Next];
        json.WriteStartObject();
        if (action.WaitFrames > 0)
        {
            json.WriteString("action_type"u8, "wait"u8);
            json.WriteNumber("frames"u8, action.WaitFrames);
        }
        else
        {
            json.WriteString("action_type"u8, "press_key"u8);
            json.WriteStartArray("keys"u8);
            for (var i = action.From; i < action.To; i++)
                json.WriteStringValue(Key(_steps[i].Step.Buttons));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void Add(int input, InputStep step)
    {
        var at = _steps.Count;
        _steps.Add((input, step));
        if (at > 0 && _actions[^1] is var last && last.WaitFrames > 0 == step.IsWait)
        {
            if (!step.IsWait)
            {
                _actions[^1] = last with { To = at + 1 };
                return;
            }

            if (_steps[at - 1].Input == input)
            {
                _actions[^1] = last with { To = at + 1, WaitFrames = last.WaitFrames + step.Frames };
                return;
            }
        }

        _actions.Add(new GymAction(at, at + 1, step.IsWait ? step.Frames : 0));
    }

    private void Recount()
    {
        Array.Clear(Applied);
        for (var i = 0; Next > 0 && i < _actions[Next - 1].To; i++)
            Applied[_steps[i].Input]++;
    }

    private void Mark(int applied)
    {
        for (var i = _actions[Next].From; i < _actions[Next].To; i++)
            Applied[_steps[i].Input] = applied;
    }

    private static ReadOnlySpan<byte> Key(Button button) => button switch
    {
        Button.A => "a"u8,
        Button.B => "b"u8,
        Button.Select => "select"u8,
        Button.Start => "start"u8,
        Button.Right => "right"u8,
        Button.Left => "left"u8,
        Button.Up => "up"u8,
        Button.Down => "down"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(button), button, "A pokemon-gym presses one button at a time."),
    };
}
