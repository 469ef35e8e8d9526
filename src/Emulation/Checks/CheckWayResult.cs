namespace ActorInput.Emulation.Checks;

/// <summary>How one way went.</summary>
/// <param name="Way">The way.</param>
/// <param name="Comparisons">How often it was compared.</param>
/// <param name="Difference">The first difference, behind which it was not tried further; null when there was none.</param>
public sealed record CheckWayResult(CheckWay Way, int Comparisons, CheckDifference? Difference);
