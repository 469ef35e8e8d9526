using ActorInput.Faults.Plans;

namespace ActorInput.Faults.Control;

/// <summary>A plan in JSON: scripted faults for presses, scripted faults for other kinds of requests, and random faults after them.</summary>
internal sealed record PlanOrder(IReadOnlyList<Fault>? Faults, IReadOnlyDictionary<RequestKind, IReadOnlyList<Fault>>? On, RandomOrder? Random)
{
    public FaultPlan ToPlan()
    {
        var plan = Random is { } random ? FaultPlan.Random(random.Seed, random.ToWeights(), random.Requests ?? long.MaxValue) : FaultPlan.None;
        plan.Then(Faults ?? []);
        foreach (var (kind, faults) in On ?? new Dictionary<RequestKind, IReadOnlyList<Fault>>())
            plan.ThenOn(kind, faults);
        return plan;
    }
}
