using System.Globalization;
using System.Net;
using System.Text;
using ActorInput.Benchmarks.Common;

namespace ActorInput.Benchmarks.Transport;

/// <summary>One request with the inputs of eight games against eight requests side by side, until all are answered.</summary>
internal sealed class CombinedBench(BenchOptions options, Action<string> report)
{
    private const int Games = 8;

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        using var server = await BenchProcess.StartAsync(cancellation, "server");
        using var client = new RawClient(HttpVersion.Version11);
        var body = Encoding.UTF8.GetBytes("""{"inputs":["A"],"epoch":1,"sequence":17,"game":"bench"}""");
        var bodies = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(Encoding.UTF8.GetString(body), Games))}]");
        var addresses = Enumerable.Range(1, Games).Select(game => new Uri(server.Address, string.Create(CultureInfo.InvariantCulture, $"{game}/inputs"))).ToArray();
        var combined = new Uri(server.Address, "combined");
        TransportWay[] ways =
        [
            new($"{Games} requests side by side", _ => Task.WhenAll(addresses.Select(address => client.PostAsync(address, body))), server),
            new("one combined request", _ => client.PostAsync(combined, bodies), server),
        ];
        return await new TransportRounds(options, report).CompareAsync($"combined, one press of each of {Games} games", ways, 1, cancellation);
    }
}
