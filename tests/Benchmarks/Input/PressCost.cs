namespace ActorInput.Benchmarks.Input;

/// <summary>What pressers reached, and what an input cost their process.</summary>
/// <param name="PerSecond">Inputs a second.</param>
/// <param name="Processor">Processor time an input, of all threads.</param>
/// <param name="Allocated">Bytes allocated an input.</param>
internal readonly record struct PressCost(double PerSecond, TimeSpan Processor, double Allocated);
