using ActorInput.Actors.Hosting;
using ActorInput.Actors.Tests.Leases;
using ActorInput.Actors.Tests.Wire;

namespace ActorInput.Actors.Tests.Hosting;

/// <summary>What a started node really works by, whatever set it.</summary>
[Collection(WireNode.Tests)]
public sealed class NodeConfigurationTests
{
    [Fact]
    public async Task Shutdown_AllPhasesTogether_TakeLessThanTheGraceOfKubernetesAndSystemd()
    {
        await using var node = await LeaseNode.StartAsync(NodeRoles.Emulator, ["emu-1"]);
        var phases = node.System.Settings.Config.GetConfig("akka.coordinated-shutdown.phases");
        var names = phases.AsEnumerable().Select(phase => phase.Key).ToList();
        Assert.Contains("cluster-sharding-shutdown-region", names);
        var sum = names.Aggregate(TimeSpan.Zero, (all, name) => all + phases.GetTimeSpan($"{name}.timeout", TimeSpan.FromSeconds(5)));
        Assert.True(sum < TimeSpan.FromSeconds(25), $"The phases take {sum} together.");
    }

    [Fact]
    public async Task Cluster_AsConfiguredByDefault_KeepsTheMajorityOfOwners()
    {
        await using var node = await LeaseNode.StartAsync(NodeRoles.Emulator, ["emu-1"]);
        var cluster = node.System.Settings.Config.GetConfig("akka.cluster");
        Assert.Equal("keep-majority", cluster.GetString("split-brain-resolver.active-strategy"));
        Assert.Equal(NodeRoles.Emulator, cluster.GetString("split-brain-resolver.keep-majority.role"));
        Assert.Equal(TimeSpan.FromSeconds(5), cluster.GetTimeSpan("split-brain-resolver.stable-after"));
        Assert.Contains("SplitBrainResolverProvider", cluster.GetString("downing-provider-class"), StringComparison.Ordinal);
        Assert.Equal("ddata", cluster.GetString("sharding.state-store-mode"), ignoreCase: true);
        // The fence of a node closes before the others can have given its emulators away.
        var gone = cluster.GetTimeSpan("failure-detector.acceptable-heartbeat-pause") + cluster.GetTimeSpan("split-brain-resolver.stable-after");
        Assert.True(new ActorInput.Actors.Fleet.FenceOptions().After < gone);
    }
}
