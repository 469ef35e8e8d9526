using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Games;

/// <summary>How long a press lasts where the input does not say: held, then released. pokemon-gym holds 10 frames and waits 120.</summary>
/// <param name="Hold">Frames held; 1 to 10,000. At least 2 are needed for a game to be sure to see it.</param>
/// <param name="Wait">Frames that pass released before the next step; 0 to 10,000.</param>
public readonly record struct PressTiming(int Hold, int Wait)
{
    /// <summary>pokemon-gym's timing: 10 held, 120 waiting.</summary>
    public static PressTiming PokemonGym => new(10, 120);

    /// <summary>Frames that a press is held: its own where it names them. Not for a wait.</summary>
    internal int HoldOf(InputStep press) => press.Frames > 0 ? press.Frames : Hold;

    /// <summary>Frames that the steps of an input take together.</summary>
    internal long FramesOf(InputSequence input)
    {
        long frames = 0;
        foreach (var step in input.Steps)
            frames += step.IsWait ? step.Frames : HoldOf(step) + Wait;
        return frames;
    }
}
