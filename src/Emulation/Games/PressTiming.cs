using ActorInput.Contracts.Inputs;

namespace ActorInput.Emulation.Games;

/// <summary>The timing of presses that name none: held, then released. pokemon-gym holds 10 frames and waits 120.</summary>
/// <param name="Hold">Frames held; 1 to 10,000. A game is sure to see a press of at least 2.</param>
/// <param name="Wait">
/// Frames that pass released before the next step; 0 to 10,000. 0 is as 1: a press that does not name its wait ends with a frame in which it is
/// released, so that the game sees two presses as two, in one request or in several.
/// </param>
public readonly record struct PressTiming(int Hold, int Wait)
{
    /// <summary>pokemon-gym's timing: 10 held, 120 waiting.</summary>
    public static PressTiming PokemonGym => new(10, 120);

    /// <summary>Frames that a press is held: its own number if it names one. Not for a wait.</summary>
    internal int HoldOf(InputStep press) => press.Frames > 0 ? press.Frames : Hold;

    /// <summary>Frames that pass after a press that does not name its wait.</summary>
    internal int LeastWait => Math.Max(InputTiming.LeastWait, Wait);

    /// <summary>Frames that pass after a press: its own number if it names one, which may be 0. Not for a wait.</summary>
    internal int WaitOf(InputStep press) => press.Wait ?? LeastWait;

    /// <summary>Frames that the steps of an input take together.</summary>
    internal long FramesOf(InputSequence input) => InputFrames.Of(input, Hold, LeastWait);
}
