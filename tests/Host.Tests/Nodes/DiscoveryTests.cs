using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorInput.Host.Tests.Nodes;

/// <summary>The example of docs/deployment.md: an agent's own host that finds the nodes by Akka.Discovery.</summary>
public sealed class DiscoveryTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task OwnHost_NodesFoundByTheMethodConfig_AreOneCluster()
    {
        var ports = FreePorts();
        using var one = Node(ports[0], ports);
        using var other = Node(ports[1], ports);
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        foreach (var host in (IHost[])[one, other])
            await BothUpAsync(Akka.Cluster.Cluster.Get(host.Services.GetRequiredService<ActorSystem>()));
        await Task.WhenAll(one.StopAsync(), other.StopAsync());
    }

    private static IHost Node(int port, int[] all)
    {
        var options = new ActorInputOptions { ClusterPort = port, DiscoveryService = "actorinput", Roles = [NodeRoles.Gateway] };
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        var endpoints = string.Join(", ", all.Select(p => string.Create(CultureInfo.InvariantCulture, $"\"127.0.0.1:{p}\"")));
        builder.Services.AddActorInput(options, (akka, _) => akka.AddHocon($$"""
            akka.stdout-loglevel = OFF
            akka.loglevel = OFF
            akka.discovery.method = config
            akka.discovery.config.services.actorinput.endpoints = [{{endpoints}}]
            """, HoconAddMode.Prepend));
        return builder.Build();
    }

    private static async Task BothUpAsync(Akka.Cluster.Cluster cluster)
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watcher = cluster.System.ActorOf(Props.Create(() => new UpWatcher(2, up)));
        cluster.Subscribe(watcher, Akka.Cluster.ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(Akka.Cluster.ClusterEvent.MemberUp));
        try
        {
            await up.Task.WaitAsync(Bound);
        }
        catch (TimeoutException failure)
        {
            throw new TimeoutException($"Two members were not up within {Bound.TotalSeconds} s, only: {string.Join(", ", cluster.State.Members)}.", failure);
        }
    }

    private static int[] FreePorts()
    {
        using TcpListener one = new(IPAddress.Loopback, 0), other = new(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return [((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port];
    }

    /// <summary>Completes when a number of members are up.</summary>
    private sealed class UpWatcher : ReceiveActor
    {
        public UpWatcher(int wanted, TaskCompletionSource up)
        {
            var seen = 0;
            Receive<Akka.Cluster.ClusterEvent.MemberUp>(_ =>
            {
                if (++seen == wanted)
                    up.TrySetResult();
            });
        }
    }
}
