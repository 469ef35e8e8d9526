using ActorInput.Faults.Plans;

namespace ActorInput.Faults.Control;

/// <summary>Random faults in JSON; a member that is null has its value in <see cref="FaultWeights.Default"/>.</summary>
internal sealed record RandomOrder(
    int Seed, IReadOnlyDictionary<FaultKind, double>? Weights, double? LeastMilliseconds, double? MostMilliseconds, long? HugeBytes, long? Requests)
{
    public FaultWeights ToWeights()
    {
        var normal = FaultWeights.Default;
        return new FaultWeights
        {
            Weights = Weights ?? normal.Weights,
            LeastMilliseconds = LeastMilliseconds ?? normal.LeastMilliseconds,
            MostMilliseconds = MostMilliseconds ?? normal.MostMilliseconds,
            HugeBytes = HugeBytes ?? normal.HugeBytes,
        };
    }
}
