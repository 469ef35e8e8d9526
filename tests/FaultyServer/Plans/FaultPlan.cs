namespace ActorInput.Faults.Plans;

/// <summary>
/// The faults of one game's requests, taken one by one in the order in which requests arrive. After that, requests have no faults. Thread-safe. Each
/// game needs its own plan; otherwise games take each other's faults.
/// </summary>
/// <remarks>
/// A valid request takes its fault after it was read, even if it will be refused or repeats another. Requests that do not press take none, unless the
/// plan has faults for their kind.
/// </remarks>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RequestKind, Queue<Fault>> _faults = [];
    private readonly Random _random;
    private readonly FaultWeights? _weights;
    private long _drawsLeft;
    private volatile bool _isUsedUp;

    private FaultPlan(int seed, FaultWeights? weights, long draws)
    {
        Seed = seed;
        _random = new Random(seed);
        _weights = weights;
        _drawsLeft = draws;
        _isUsedUp = weights is null || draws == 0;
    }

    /// <summary>A new plan without faults.</summary>
    public static FaultPlan None => new(0, null, 0);

    /// <summary>The random numbers of the plan.</summary>
    public int Seed { get; }

    /// <summary>Whether all later requests will have no fault.</summary>
    public bool IsUsedUp => _isUsedUp;

    /// <summary>A plan with these faults for the requests that press, in order.</summary>
    public static FaultPlan Of(params IReadOnlyList<Fault> faults) => None.Then(faults);

    /// <summary>A plan with random faults for the requests that press. The same seed and weights give the same faults in the same order.</summary>
    /// <param name="seed">What is drawn from.</param>
    /// <param name="weights">How often each fault comes; <see cref="FaultWeights.Default"/> if null.</param>
    /// <param name="requests">After so many requests there are no more faults.</param>
    public static FaultPlan Random(int seed, FaultWeights? weights = null, long requests = long.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requests);
        (weights ??= FaultWeights.Default).Validate();
        return new FaultPlan(seed, weights, requests);
    }

    /// <summary>Adds faults for requests that press, before all random ones.</summary>
    public FaultPlan Then(params IReadOnlyList<Fault> faults) => ThenOn(RequestKind.Press, faults);

    /// <summary>Adds faults for requests of a kind. Faults about steps have no effect on requests that do not press.</summary>
    public FaultPlan ThenOn(RequestKind kind, params IReadOnlyList<Fault> faults)
    {
        foreach (var fault in faults)
        {
            if (fault.Problem() is { } problem)
                throw new ArgumentException($"{fault.Kind}: {problem}", nameof(faults));
        }

        lock (_lock)
        {
            if (!_faults.TryGetValue(kind, out var queue))
                _faults[kind] = queue = new Queue<Fault>();
            foreach (var fault in faults)
                queue.Enqueue(fault);
            _isUsedUp &= faults.Count == 0;
        }

        return this;
    }

    /// <summary>Takes the fault of the next request of a kind. A jitter comes as a delay with its random time.</summary>
    public Fault Next(RequestKind kind)
    {
        if (_isUsedUp)
            return Fault.None;
        lock (_lock)
        {
            var fault = Take(kind);
            _isUsedUp = (_weights is null || _drawsLeft == 0) && _faults.Values.All(queue => queue.Count == 0);
            return fault.Drawn(_random);
        }
    }

    private Fault Take(RequestKind kind)
    {
        if (_faults.TryGetValue(kind, out var queue) && queue.TryDequeue(out var scripted))
            return scripted;
        if (kind != RequestKind.Press || _weights is null || _drawsLeft == 0)
            return Fault.None;
        _drawsLeft--;
        return _weights.Draw(_random);
    }
}
