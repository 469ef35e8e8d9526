using ActorInput.Actors.Common;
using ActorInput.Actors.Hosting;
using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>A whole node on a port of its own, without slots: its emulators start and wait, and can be leased by name.</summary>
internal sealed class LeaseNode : IAsyncDisposable
{
    private readonly IHost _host;

    private LeaseNode(IHost host) => _host = host;

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    public IActorRef Broker => ActorRegistry.For(System).Get<LeaseBroker>();

    public IActorRef Emulators => ActorRegistry.For(System).Get<EmulatorRouter>();

    public string HostAndPort => $"127.0.0.1:{Cluster.Get(System).SelfAddress.Port}";

    public static async Task<LeaseNode> StartAsync(string role, string[] emulators, params string[] seeds)
    {
        var options = new ActorInputOptions { ClusterPort = 0, Roles = [role], Emulators = emulators, SeedNodes = seeds };
        options.Pool.EmbeddedSlots = 0;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddActorInput(options);
        var host = builder.Build();
        await host.StartAsync();
        return new LeaseNode(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
