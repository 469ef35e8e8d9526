namespace ActorInput.Emulation.Checks;

/// <summary>The result of one way.</summary>
/// <param name="Way">The way.</param>
/// <param name="Comparisons">How often it was compared.</param>
/// <param name="Difference">The first difference, after which the way was not continued; null when there was none.</param>
public sealed record CheckWayResult(CheckWay Way, int Comparisons, CheckDifference? Difference);
