namespace ActorInput.Benchmarks.Common;

/// <summary>A line of the result.</summary>
/// <param name="Group">The question it belongs to.</param>
/// <param name="Case">What was measured.</param>
/// <param name="Median">The median.</param>
/// <param name="Low">The tenth percentile.</param>
/// <param name="High">The ninetieth percentile.</param>
/// <param name="Unit">The unit of these three.</param>
/// <param name="Ratio">Against the group's baseline, in the sense that the group's title names; null for the baseline.</param>
internal sealed record BenchRow(string Group, string Case, double Median, double Low, double High, string Unit, double? Ratio);
