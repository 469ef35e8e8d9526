namespace ActorInput.Benchmarks.Common;

/// <summary>One way of doing a piece of work, to be timed beside others that do the same.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="RunAsync">Does the work once.</param>
internal sealed record BenchCase(string Name, Func<Task> RunAsync);
