using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Checks;

/// <summary>Steps for a check.</summary>
public static class CheckScript
{
    private const int MostHold = 12;
    private const int MostWait = 16;

    // Opposing directions are never held together: a server refuses them.
    private static readonly Button[] Directions = [Button.None, Button.None, Button.Up, Button.Down, Button.Left, Button.Right, Button.Up | Button.Left, Button.Down | Button.Right];

    /// <summary>Presses and waits drawn with a seed, the same for the same seed, some of one frame; for ever.</summary>
    public static IEnumerable<CheckStep> Presses(int seed)
    {
        var random = new Random(seed);
        while (true)
            yield return DrawPress(random);
    }

    /// <summary>The same with resets, fresh starts and writes of memory and battery in between, about one step in ten.</summary>
    public static IEnumerable<CheckStep> Everything(int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            yield return random.Next(40) switch
            {
                0 => CheckStep.Reset,
                1 => CheckStep.StartFresh,
                2 => CheckStep.WriteMemory((ushort)random.Next(0xC300, 0xCC00), (byte)random.Next(256)),
                3 => CheckStep.WriteMemory((ushort)random.Next(0xA000, 0xC000), (byte)random.Next(256)),
                4 => CheckStep.WriteBattery((byte)random.Next(256)),
                _ => DrawPress(random),
            };
        }
    }

    /// <summary>
    /// A script for the user's own game: first the given inputs, then random ones with longer waits in between, so that the game makes progress, with
    /// a reset from time to time.
    /// </summary>
    /// <param name="given">Steps of given inputs; may be empty.</param>
    /// <param name="frames">How many frames it runs; the last step may run over.</param>
    /// <param name="seed">For the random ones.</param>
    public static IReadOnlyList<CheckStep> ForGame(IEnumerable<CheckStep> given, long frames, int seed)
    {
        ArgumentNullException.ThrowIfNull(given);
        return given.Concat(Endless(new Random(seed))).ToFrames(frames);
    }

    /// <summary>The steps of a script that run the given number of frames; the last may run over.</summary>
    public static IReadOnlyList<CheckStep> ToFrames(this IEnumerable<CheckStep> script, long frames)
    {
        ArgumentNullException.ThrowIfNull(script);
        var steps = new List<CheckStep>();
        long done = 0;
        foreach (var step in script)
        {
            if (done >= frames)
                break;
            steps.Add(step);
            done += step.Frames;
        }

        return steps;
    }

    /// <summary>Steps of given inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="hold">Frames of a press that names none.</param>
    /// <param name="wait">Frames after a press that names none.</param>
    public static IEnumerable<CheckStep> Of(IEnumerable<InputSequence> inputs, int hold, int wait)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (var input in inputs)
        {
            for (var i = 0; i < input.Count; i++)
            {
                var step = input.Steps[i];
                yield return step.IsWait
                    ? CheckStep.Press(Button.None, 0, step.Frames)
                    : CheckStep.Press(step.Buttons, step.HasHold ? step.Frames : hold, step.Wait ?? wait, step.Held);
            }
        }
    }

    private static IEnumerable<CheckStep> Endless(Random random)
    {
        while (true)
        {
            yield return random.Next(100) switch
            {
                0 => CheckStep.Reset,
                < 10 => CheckStep.Press(Button.None, 0, random.Next(20, 120)),
                < 20 => CheckStep.Press(Button.Start, random.Next(2, 10), random.Next(5, 60)),
                < 35 => CheckStep.Press(Button.A, random.Next(2, 10), random.Next(5, 60)),
                _ => DrawPress(random),
            };
        }
    }

    private static CheckStep DrawPress(Random random)
    {
        var buttons = Directions[random.Next(Directions.Length)] | (Button)random.Next(16);

        // Use single frames and short steps often: a difference sometimes disappears within a few frames.
        var most = random.Next(4) == 0 ? MostWait : 4;
        return CheckStep.Press(buttons, random.Next(1, Math.Min(most, MostHold) + 1), random.Next(0, most + 1), random.Next(4) == 0 ? buttons : Button.None);
    }
}
