namespace ActorInput.Emulation.Gym;

/// <summary>The milestones that a session has seen, each once, in order.</summary>
internal sealed class GymProgress
{
    private readonly List<string>[] _names = [[], [], []];

    public double Score { get; private set; }

    public IReadOnlyList<string> Pokemon => _names[(int)GymMilestoneKind.Pokemon];

    public IReadOnlyList<string> Badges => _names[(int)GymMilestoneKind.Badge];

    public IReadOnlyList<string> Locations => _names[(int)GymMilestoneKind.Location];

    public void Add(IReadOnlyList<GymMilestone> milestones)
    {
        foreach (var milestone in milestones)
        {
            var seen = _names[(int)milestone.Kind];
            if (seen.Contains(milestone.Name, StringComparer.Ordinal))
                continue;
            seen.Add(milestone.Name);
            Score += milestone.Worth;
        }
    }
}
