namespace ActorInput.Benchmarks.Buffering;

/// <summary>What became of an input of a <see cref="BufferingSimulation"/>.</summary>
/// <param name="Wait">From its acceptance until its request left.</param>
/// <param name="Together">Inputs of that request.</param>
internal readonly record struct SimulatedInput(TimeSpan Wait, int Together);
