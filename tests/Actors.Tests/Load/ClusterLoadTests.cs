using ActorInput.Actors.Load;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Load;

public sealed class ClusterLoadTests
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Take_OlderNumberOfTheSameLife_IsNotTaken()
    {
        var load = new ClusterLoad(_time);
        Assert.True(load.Take(Report("a", 2)));
        Assert.False(load.Take(Report("a", 1)));
        Assert.False(load.Take(Report("a", 2)));
        Assert.Equal(2, Assert.Single(load.Nodes).Report.Number);
    }

    [Fact]
    public void Take_NextLifeOfTheNode_IsTakenThoughItsNumbersStartAgain()
    {
        var load = new ClusterLoad(_time);
        load.Take(Report("a", 900));
        Assert.True(load.Take(Report("a", 1, uid: 2, seconds: 5)));
        Assert.False(load.Take(Report("a", 901, uid: 1, seconds: 4)));
        Assert.Equal(2, Assert.Single(load.Nodes).Report.NodeUid);
    }

    [Fact]
    public void Find_EmulatorThatMoved_IsWhereTheNewestReportHasIt()
    {
        var load = new ClusterLoad(_time);
        load.Take(Report("b", 1, emulator: Emu));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        load.Take(Report("a", 1, emulator: Emu));
        Assert.Equal("a", load.Find(Emu)?.Node.Report.Node);
        Assert.Single(load.Now.Emulators);
        Assert.Null(load.Find(EmulatorId.Parse("emu-2")));
    }

    [Fact]
    public void DescribeRoom_OwnReportIsOld_CountsWhatTheNodeKnowsNow()
    {
        var load = new ClusterLoad(_time);
        load.Take(Report("a", 1) with { SlotsTotal = 2, SlotsFree = 2 });
        Assert.Equal("No other node has told of slots.", load.DescribeRoom("a", 2, 0));
        load.Take(Report("b", 1) with { SlotsTotal = 3, SlotsFree = 1 });
        Assert.Equal("In the cluster 1 of 5 slots are free, by the reports of 1 other nodes.", load.DescribeRoom("a", 2, 0));
    }

    [Fact]
    public void AgeOf_IsOfThisNodesClock()
    {
        var load = new ClusterLoad(_time);
        load.Take(Report("a", 1));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), load.AgeOf(load.Nodes.Single()));
    }

    [Fact]
    public void Keep_NodesThatLeft_AreForgottenWithTheirEmulators()
    {
        var load = new ClusterLoad(_time);
        load.Take(Report("a", 1, emulator: Emu));
        load.Take(Report("b", 1));
        load.Keep(node => node == "b");
        Assert.Equal("b", Assert.Single(load.Nodes).Report.Node);
        Assert.Null(load.Find(Emu));
    }

    /// <summary>In whatever order and however often reports come, the newest one counts.</summary>
    [Fact]
    public void Take_AnyOrder_KeepsTheNewestOfEachNode() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 20]).List[1, 60].Sample(reports =>
        {
            var load = new ClusterLoad(_time);
            foreach (var (node, number) in reports)
                load.Take(Report($"n{node}", number));
            Assert.Equal(
                reports.GroupBy(report => report.Item1).ToDictionary(node => $"n{node.Key}", node => (long)node.Max(report => report.Item2)),
                load.Nodes.ToDictionary(node => node.Report.Node, node => node.Report.Number));
        });

    private static LoadReport Report(string node, long number, long uid = 1, int seconds = 0, EmulatorId? emulator = null) =>
        new(node, uid, number, DateTimeOffset.UnixEpoch.AddSeconds(seconds))
        {
            Emulators = emulator is { } id ? [new EmulatorLoad(id, EmulatorState.Ready)] : [],
        };
}
