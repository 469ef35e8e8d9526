using ActorInput.Actors.Agents;
using ActorInput.Actors.Hosting;
using ActorInput.Benchmarks.Soak;
using Akka.Hosting;

namespace ActorInput.Benchmarks.Stops;

/// <summary>A node in this process that only sends: it waits for leases by its actors.</summary>
internal sealed class StopsAgent : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly IHost _host;

    private StopsAgent(IHost host) => (_host, Pool) = (host, host.Services.GetRequiredService<EmulatorPool>());

    /// <summary>Its access to the emulators.</summary>
    public EmulatorPool Pool { get; }

    /// <summary>Starts it; it joins the cluster of the nodes.</summary>
    public static async Task<StopsAgent> JoinAsync(IEnumerable<SoakNode> nodes, CancellationToken cancellation)
    {
        var options = new ActorInputOptions { ClusterPort = 0, SeedNodes = [.. nodes.Select(node => FormattableString.Invariant($"127.0.0.1:{node.Port}"))] };
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddActorInputAgent(options, (akka, _) => akka.AddHocon("akka { loglevel = OFF, stdout-loglevel = OFF }", HoconAddMode.Prepend));
        var host = builder.Build();
        await host.StartAsync(cancellation);
        var agent = new StopsAgent(host);
        await agent.Pool.WaitForClusterAsync(Bound, cancellation);
        return agent;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
