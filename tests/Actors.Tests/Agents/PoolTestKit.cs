using ActorInput.Actors.Agents;
using ActorInput.Actors.Common;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using Akka.Hosting;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Agents;

/// <summary>A pool whose router, balancer, fleet and lease broker are played by the test.</summary>
public abstract class PoolTestKit : TestKit
{
    protected static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    protected static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");

    /// <param name="options">Of the pool; the defaults when null.</param>
    /// <param name="time">The pool's clock; the system's when null.</param>
    /// <param name="config">Of the actor system.</param>
    protected PoolTestKit(AgentOptions? options = null, TimeProvider? time = null, string config = "akka.loglevel = ERROR")
        : base(config)
    {
        Options = options ?? new AgentOptions();
        (Router, Balancer, Fleet, Broker) = (ProbeOf(this), ProbeOf(this), ProbeOf(this), ProbeOf(this));
        var registry = ActorRegistry.For(Sys);
        registry.Register<EmulatorRouter>(Router);
        registry.Register<NodeBalancer>(Balancer);
        registry.Register<FleetKeeper>(Fleet);
        registry.Register<LeaseBroker>(Broker);
        Pool = new EmulatorPool(Sys, Options, InputLimits.Default, time ?? TimeProvider.System, () => Reach);
    }

    /// <summary>The pool's options. A test may change those that the pool reads at each call.</summary>
    protected AgentOptions Options { get; }

    protected TestProbe Router { get; }

    protected TestProbe Balancer { get; }

    protected TestProbe Fleet { get; }

    protected TestProbe Broker { get; }

    protected EmulatorPool Pool { get; }

    /// <summary>The cluster as the node sees it.</summary>
    private protected ClusterReach Reach { get; set; } = new(IsJoined: true, Nodes: 3, Reachable: 3);

    private static TestProbe ProbeOf(TestKitBase kit) => kit.CreateTestProbe();
}
