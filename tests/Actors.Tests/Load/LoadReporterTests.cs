using ActorInput.Actors.Checkpoints;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Load;
using ActorInput.Actors.Tests.Wire;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using Akka.Actor;
using Akka.Hosting;

namespace ActorInput.Actors.Tests.Load;

/// <summary>Two nodes of a real cluster.</summary>
[Collection(WireNode.Tests)]
public sealed class LoadReporterTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task TwoNodes_ReportToEachOther_AndANodeThatLeftIsForgotten()
    {
        var (first, second) = (new ClusterLoad(TimeProvider.System), new ClusterLoad(TimeProvider.System));
        await using var a = await StartAsync(first, "emu-1");
        await a.JoinAsync(a, 1);
        await using var b = await StartAsync(second, "emu-2");
        await b.JoinAsync(a, 2);
        await UntilAsync(() => Names(first) == "emu-1 emu-2" && Names(second) == "emu-1 emu-2", "both nodes know both emulators");
        var report = second.Find(EmulatorId.Parse("emu-1"))!.Node.Report;
        Assert.Equal((a.Address.ToString(), "http://here", "emulator"), (report.Node, report.HttpAddress, report.Roles.Single()));
        var number = report.Number;
        await UntilAsync(() => second.Find(EmulatorId.Parse("emu-1"))!.Node.Report.Number > number + 2, "reports go on");
        await b.Cluster.LeaveAsync();
        await UntilAsync(() => Names(first) == "emu-1", "the node that left is forgotten");
    }

    [Fact]
    public async Task TwoNodes_ACheckpointPutOnOne_IsFoundOnTheOtherWhenTheFirstIsGone()
    {
        await using var b = await StartAsync(new ClusterLoad(TimeProvider.System), "emu-2");
        await b.JoinAsync(b, 1);
        await using (var a = await StartAsync(new ClusterLoad(TimeProvider.System), "emu-1"))
        {
            await a.JoinAsync(b, 2);
            Assert.True(Checkpoint.TryCreate("gate", EmulatorId.Parse("emu-1"), "state"u8, default, out var checkpoint, out _));
            var stored = await a.System.ActorSelection("/user/checkpoints").Ask<CheckpointStored>(new PutCheckpoint(checkpoint!), Bound);
            Assert.Equal(2, stored.Copies);
        }

        var found = await b.System.ActorSelection("/user/checkpoints").Ask<Checkpoint>(new GetCheckpoint("gate"), Bound);
        Assert.True(found.TryUnpack(out var state, out _));
        Assert.Equal("state"u8, state);
    }

    private static Task<WireNode> StartAsync(ClusterLoad load, string emulator)
    {
        var node = new NodeLoad();
        node.Add(EmulatorId.Parse(emulator), new InputQueue(new BufferingOptions(), TimeProvider.System));
        return WireNode.StartAsync(configure: akka => akka
            .WithCheckpoints(new CheckpointOptions())
            .WithActors((system, _) => system.ActorOf(
                Props.Create(() => new LoadReporter(TimeSpan.FromMilliseconds(50), node, load, ActorRefs.Nobody, TimeProvider.System, () => "http://here")), LoadReporter.Name)));
    }

    private static string Names(ClusterLoad load) =>
        string.Join(' ', load.Now.Emulators.Select(place => place.Load.Emulator.Value).Order(StringComparer.Ordinal));

    private static Task UntilAsync(Func<bool> condition, string missing) => Awaiting.UntilAsync(condition, Bound, missing);
}
