namespace ActorInput.Emulation.Checks;

/// <summary>The result of a check.</summary>
/// <param name="Frames">Frames of the script that were played, in each way.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="StateSize">Bytes of a state; 0 for a core without savestates, whose games were compared by memory and picture.</param>
/// <param name="Ways">Every way that was tried.</param>
public sealed record StateCheckReport(long Frames, int Steps, int StateSize, IReadOnlyList<CheckWayResult> Ways)
{
    /// <summary>Whether every way was compared and none differed.</summary>
    public bool Passed => Ways.All(way => way is { Difference: null, Comparisons: > 0 });

    /// <summary>The first difference of each way that differed.</summary>
    public IReadOnlyList<CheckDifference> Differences => [.. Ways.Select(way => way.Difference).OfType<CheckDifference>()];
}
