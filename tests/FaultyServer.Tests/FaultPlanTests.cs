using ActorInput.Faults.Plans;

namespace ActorInput.Faults.Tests;

public sealed class FaultPlanTests
{
    [Fact]
    public void Random_SameSeed_SameFaults()
    {
        var first = Draw(FaultPlan.Random(7));
        Assert.Equal(first, Draw(FaultPlan.Random(7)));
        Assert.NotEqual(first, Draw(FaultPlan.Random(8)));
        Assert.DoesNotContain(first, fault => fault.Kind is FaultKind.RefuseConnections or FaultKind.Jitter);
        var kinds = first.Select(fault => fault.Kind).Distinct().Count();
        Assert.Equal(Enum.GetValues<FaultKind>().Length - 2, kinds);
    }

    [Fact]
    public void Random_WithRequests_EndsAfterThem()
    {
        var plan = FaultPlan.Random(1, FaultWeights.Of(0, FaultKind.ResetAfter), requests: 3);
        Assert.Equal(
            [FaultKind.ResetAfter, FaultKind.ResetAfter, FaultKind.ResetAfter, FaultKind.None],
            Enumerable.Range(0, 4).Select(_ => plan.Next(RequestKind.Press).Kind));
        Assert.True(plan.IsUsedUp);
    }

    [Fact]
    public void Weights_Of_ShareAsTheySay()
    {
        var plan = FaultPlan.Random(3, FaultWeights.Of(1, FaultKind.ResetAfter, FaultKind.Status503));
        var drawn = Enumerable.Range(0, 4_000).Select(_ => plan.Next(RequestKind.Press).Kind).CountBy(kind => kind).ToDictionary();
        Assert.InRange(drawn[FaultKind.None], 1_800, 2_200);
        Assert.InRange(drawn[FaultKind.Status503], 850, 1_150);
        Assert.Equal(3, drawn.Count);
    }

    [Fact]
    public void ThenOn_OtherKind_TakenOnlyByIt()
    {
        var plan = FaultPlan.Of(Fault.ResetAfter).ThenOn(RequestKind.Claim, Fault.Status503);
        Assert.Equal(FaultKind.None, plan.Next(RequestKind.Other).Kind);
        Assert.Equal(FaultKind.Status503, plan.Next(RequestKind.Claim).Kind);
        Assert.False(plan.IsUsedUp);
        Assert.Equal(FaultKind.ResetAfter, plan.Next(RequestKind.Press).Kind);
        Assert.True(plan.IsUsedUp);
    }

    [Fact]
    public void Then_OutOfRange_NamesTheFigure()
    {
        var problem = Assert.Throws<ArgumentException>(() => FaultPlan.Of(Fault.Delay(-1)));
        Assert.Contains("milliseconds is -1; allowed are 0 to 600000", problem.Message, StringComparison.Ordinal);
    }

    private static List<Fault> Draw(FaultPlan plan) => [.. Enumerable.Range(0, 500).Select(_ => plan.Next(RequestKind.Press))];
}
