using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Tests.Leases;
using ActorInput.Actors.Tests.Wire;
using Akka.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ActorInput.Actors.Tests.Hosting;

/// <summary>The settings with which a started node really works, whatever set them.</summary>
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
    }

    [Theory]
    [InlineData("00:00:07.5", "")]
    [InlineData("00:00:04", "akka.cluster.split-brain-resolver.stable-after = 1s")]
    public async Task Fence_ThatWouldCloseAfterTheOthersGiveTheEmulatorsAway_IsRefusedAtStart(string after, string hocon)
    {
        var options = new ActorInputOptions { ClusterPort = 0 };
        options.Fence.After = TimeSpan.Parse(after, System.Globalization.CultureInfo.InvariantCulture);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddActorInput(options, (akka, _) => akka.ConfigureLoggers(loggers => loggers.ClearLoggers()).AddHocon(hocon, HoconAddMode.Prepend));
        using var host = builder.Build();
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains($"Fence:After is {options.Fence.After}; less than ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("akka.cluster.split-brain-resolver.stable-after", failure.Message, StringComparison.Ordinal);
    }
}
