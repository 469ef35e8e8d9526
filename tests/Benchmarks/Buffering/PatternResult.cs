namespace ActorInput.Benchmarks.Buffering;

/// <summary>What a way of buffering did to the inputs of a pattern.</summary>
internal sealed class PatternResult
{
    private readonly TimeSpan[] _waits;

    public PatternResult(IReadOnlyList<SimulatedInput> inputs)
    {
        _waits = [.. inputs.Select(input => input.Wait).Order()];
        InputsPerRequest = inputs.Count / inputs.Sum(input => 1.0 / input.Together);
        MeanWait = TimeSpan.FromTicks((long)_waits.Average(wait => wait.Ticks));
    }

    /// <summary>Inputs in a request, on average over the requests.</summary>
    public double InputsPerRequest { get; }

    /// <summary>The wait of an input from its acceptance until it left, on average.</summary>
    public TimeSpan MeanWait { get; }

    /// <summary>The wait that this share of the inputs did not exceed.</summary>
    public TimeSpan Wait(double share) => _waits[(int)Math.Min(_waits.Length - 1, share * _waits.Length)];
}
