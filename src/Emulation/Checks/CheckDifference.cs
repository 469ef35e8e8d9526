using System.Globalization;

namespace ActorInput.Emulation.Checks;

/// <summary>The first difference that was found in a way.</summary>
/// <param name="Way">The way in which the game was played.</param>
/// <param name="Step">The step of the script after which it was found; 0 is power-on.</param>
/// <param name="Frame">The frames that the script had run by then.</param>
/// <param name="Part">What differs.</param>
/// <param name="Fields">The first fields that differ, in words; at least one.</param>
/// <param name="Bytes">How many bytes differ in that part; for a picture, pixels.</param>
public sealed record CheckDifference(CheckWay Way, int Step, long Frame, CheckPart Part, IReadOnlyList<string> Fields, int Bytes)
{
    /// <summary>The first field that differs.</summary>
    public string Field => Fields[0];

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Part} at frame {Frame} (step {Step}) when {CheckWayWords.Describe(Way)}: {string.Join("; ", Fields)} ({Bytes} in all)");
}
