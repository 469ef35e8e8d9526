using ActorInput.Actors.Balancing;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using CsCheck;

namespace ActorInput.Actors.Tests.Balancing;

public sealed class BalancingPolicyTests
{
    [Fact]
    public void LeastLoaded_OneSlowOfThree_PicksItRarely()
    {
        var policy = new LeastLoadedPolicy(new Random(1));
        BalancingCandidate[] three = [Candidate(1, 1_000, 10), Candidate(2, 1_000, 10), Candidate(3, 1_000, 40)];
        Assert.Equal(0, Enumerable.Range(0, 1_000).Count(_ => policy.Pick(three, 130).Load.Emulator == three[2].Load.Emulator));
    }

    [Fact]
    public void LeastLoaded_SlowButIdleEnough_IsPickedToo()
    {
        var policy = new LeastLoadedPolicy(new Random(1));
        BalancingCandidate[] two = [Candidate(1, 10_000, 10), Candidate(2, 1_000, 40)];
        Assert.Equal(two[1], policy.Pick(two, 130));
    }

    [Fact]
    public void LeastLoaded_NotMeasured_CountsAsTheMedianOfTheOthers()
    {
        var policy = new LeastLoadedPolicy(new Random(1));
        BalancingCandidate[] all = [Candidate(1, 1_000, 0), Candidate(2, 1_000, 10), Candidate(3, 1_000, 20), Candidate(4, 1_000, 30)];
        Assert.Equal(all[0], policy.Pick([all[0], all[3]], 130)); // Alone with it its step is taken to be the same: of equals the first, or the quicker.
        var picks = Enumerable.Range(0, 6_000).Select(_ => policy.Pick(all, 130)).CountBy(candidate => candidate.Load.Emulator.Value).ToDictionary();
        Assert.True(picks["emu-2"] > picks["emu-1"] && picks["emu-1"] > picks.GetValueOrDefault("emu-4"));
    }

    /// <summary>Of two emulators it takes the one that would finish first, for any figures.</summary>
    [Fact]
    public void LeastLoaded_AnyTwo_TakesTheOneThatIsDoneFirst()
    {
        var figures = Gen.Select(Gen.Long[0, 100_000], Gen.Double[0.1, 1_000]);
        Gen.Select(figures, figures, Gen.Int[1, 10_000], Gen.Int).Sample((a, b, frames, seed) =>
        {
            BalancingCandidate[] two = [Candidate(1, a.Item1, a.Item2), Candidate(2, b.Item1, b.Item2)];
            var picked = new LeastLoadedPolicy(new Random(seed)).Pick(two, frames);
            Assert.Equal(two.Min(Wait), Wait(picked));
            double Wait(BalancingCandidate candidate) => (candidate.OutstandingFrames + frames) * candidate.Load.StepMicroseconds;
        });
    }

    [Fact]
    public void EveryPolicy_AnyCandidates_PicksOneOfThem() =>
        Gen.Select(Gen.Long[0, 1_000], Gen.Double[0, 100], Gen.Bool).Array[1, 20].Sample(figures =>
        {
            List<BalancingCandidate> all = [.. figures.Select((f, i) => Candidate(i, f.Item1, f.Item2, f.Item3))];
            var policies = new BalancingPolicies([], new Random(1));
            foreach (var name in new[] { "leastloaded", "RoundRobin", "RANDOM", "local" })
                Assert.Contains(policies.Find(name)!.Pick(all, 130), all);
        });

    [Fact]
    public void RoundRobin_GoesThroughAllInOrder_AlsoWhenOneIsMissing()
    {
        var policy = new RoundRobinPolicy();
        List<BalancingCandidate> all = [Candidate(3), Candidate(1), Candidate(2)];
        Assert.Equal(["emu-1", "emu-2", "emu-3", "emu-1"], Enumerable.Range(0, 4).Select(_ => policy.Pick(all, 1).Load.Emulator.Value));
        all.RemoveAt(2);
        Assert.Equal(["emu-3", "emu-1"], Enumerable.Range(0, 2).Select(_ => policy.Pick(all, 1).Load.Emulator.Value));
    }

    [Fact]
    public void Random_ManyPicks_AreSpreadEvenly()
    {
        var policy = new RandomPolicy(new Random(1));
        List<BalancingCandidate> all = [.. Enumerable.Range(1, 4).Select(i => Candidate(i))];
        var picks = Enumerable.Range(0, 4_000).CountBy(_ => policy.Pick(all, 1)).ToList();
        Assert.Equal(4, picks.Count);
        Assert.All(picks, pick => Assert.InRange(pick.Value, 850, 1_150));
    }

    [Fact]
    public void Local_TakesItsOwnNodesLeastLoaded_AndOthersOnlyWhenThereIsNone()
    {
        var policy = new LocalPolicy(new Random(1));
        List<BalancingCandidate> all = [Candidate(1, 0, 1), Candidate(2, 5_000, 10, isLocal: true), Candidate(3, 2_000, 10, isLocal: true)];
        Assert.Equal(all[2], policy.Pick(all, 130));
        Assert.Equal(all[0], policy.Pick(all[..1], 130));
    }

    [Fact]
    public void Policies_OwnOneWithOurName_TakesItsPlace_AndUnknownNamesAreTold()
    {
        var own = new First();
        var policies = new BalancingPolicies([own], new Random(1));
        Assert.Same(own, policies.Find("random"));
        Assert.Null(policies.Find("fastest"));
        Assert.Equal("policy is 'fastest'; LeastLoaded, Local, Random, RoundRobin are known.", policies.Problem("fastest"));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(10_000)]
    public void Simulation_OneNodeFourTimesSlower_LeastLoadedIsAtLeast2Point2TimesSooner(int inFlight)
    {
        var (turns, slowInTurn) = Run(new RoundRobinPolicy(), inFlight);
        var (sooner, slowByLoad) = Run(new LeastLoadedPolicy(new Random(7)), inFlight);
        Assert.True(turns >= 2.2 * sooner, $"RoundRobin {turns}, LeastLoaded {sooner}: only {turns / sooner:0.00} x.");
        Assert.InRange(slowInTurn, 3_300, 3_400);
        Assert.InRange(slowByLoad, 500, 2_000);
    }

    /// <summary>After some batches that measure every emulator once: how long 10,000 batches take, and how many of them the slow node gets.</summary>
    private static (TimeSpan Took, int OnSlowNode) Run(IBalancingPolicy policy, int inFlight)
    {
        var simulation = new BalancingSimulation();
        simulation.Run(new RoundRobinPolicy(), 600, 12);
        var before = simulation.Share["n2"];
        return (simulation.Run(policy, 10_000, inFlight), simulation.Share["n2"] - before);
    }

    private static BalancingCandidate Candidate(int number, long frames = 0, double step = 0, bool isLocal = false) =>
        new(new EmulatorLoad(EmulatorId.Parse($"emu-{number}"), EmulatorState.Ready) { StepMicroseconds = step, OutstandingFrames = frames }, "n", isLocal, frames);

    private sealed class First : IBalancingPolicy
    {
        public string Name => "Random";

        public BalancingCandidate Pick(IReadOnlyList<BalancingCandidate> candidates, long frames) => candidates[0];
    }
}
