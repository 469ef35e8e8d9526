using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Gym.Python;

namespace ActorInput.Emulation.Gym;

/// <summary>The body of <c>/action</c>.</summary>
internal sealed record GymActionRequest(string ActionType, IReadOnlyList<string>? Keys, BigInteger? Frames)
{
    private static readonly Dictionary<string, Button> Buttons = new(StringComparer.Ordinal)
    {
        ["a"] = Button.A,
        ["b"] = Button.B,
        ["start"] = Button.Start,
        ["select"] = Button.Select,
        ["up"] = Button.Up,
        ["down"] = Button.Down,
        ["left"] = Button.Left,
        ["right"] = Button.Right,
    };

    public static GymActionRequest Read(RequestMembers members) =>
        new(members.RequiredString("action_type"), members.OptionalStrings("keys"), members.OptionalInteger("frames"));

    /// <summary>
    /// Turns the whole action into one input, or gives the error in pokemon-gym's words. Nothing is pressed unless the whole action is valid.
    /// </summary>
    public bool TryGetInput(InputLimits limits, [NotNullWhen(true)] out InputSequence? input, [NotNullWhen(false)] out string? error)
    {
        input = null;
        error = ActionType switch
        {
            "press_key" => ReadKeys(limits.MaxPresses, out input),
            "wait" => ReadWait(limits.MaxFrames, out input),
            _ => $"400: Unknown action type: {ActionType}",
        };
        return input is not null;
    }

    private string? ReadKeys(int most, out InputSequence? input)
    {
        input = null;
        if (Keys is not { Count: > 0 } keys)
            return "400: Keys parameter is required for press_key action.";
        if (keys.Count > most)
            return string.Create(CultureInfo.InvariantCulture, $"400: Too many keys: {keys.Count}. At most {most} are allowed in one action.");

        var steps = new InputStep[keys.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            if (!Buttons.TryGetValue(keys[i], out var button))
                return $"Invalid key: {keys[i]}. Valid keys are: ['a', 'b', 'start', 'select', 'up', 'down', 'left', 'right']";
            steps[i] = new InputStep(button, 0);
        }

        input = InputSequence.FromSteps(steps);
        return null;
    }

    private string? ReadWait(int most, out InputSequence? input)
    {
        input = null;
        if (Frames is not { IsZero: false } frames)
            return "400: Frames parameter is required for wait action.";
        if (frames.Sign < 0)
            return "Frames must be a positive integer";
        if (frames > most)
            return string.Create(CultureInfo.InvariantCulture, $"400: Too many frames: {frames}. At most {most} are allowed in one action.");

        input = InputSequence.FromSteps(new InputStep(Button.None, (int)frames));
        return null;
    }
}
