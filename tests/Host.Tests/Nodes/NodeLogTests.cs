using System.Net;
using System.Net.Sockets;

namespace ActorInput.Host.Tests.Nodes;

/// <summary>What nodes write to standard error: one line for each event, in our words.</summary>
public sealed class NodeLogTests
{
    private const string Line = @"^(ActorInput: |starting: |Warning: |\d\d:\d\d:\d\d (info|warning|error|critical) [A-Za-z.]+: )";

    /// <summary>The order in which the README starts them: the others wait for the first.</summary>
    [Fact]
    public async Task Nodes_StartedBeforeTheFirstOne_SayNothingOfConnections()
    {
        var (first, second) = (FreePort(), FreePort());
        await using var waiting = Start(second, first);
        Assert.StartsWith("ActorInput: ", await waiting.ReadErrorLineAsync(), StringComparison.Ordinal);
        await using var seed = Start(first, first);
        await seed.ReadLineAsync();
        await waiting.ReadLineAsync();
        await using (var agent = HostProcess.Start("agent", "--seed", $"127.0.0.1:{first}", "--count", "1"))
            Assert.Equal("", (await agent.EndAsync()).Error);
        await waiting.SignalAsync("TERM");
        var log = $"{(await waiting.EndAsync()).Error}\n";
        await seed.SignalAsync("TERM");
        log += (await seed.EndAsync()).Error;
        Assert.All(log.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line, line));
        foreach (var word in new[] { "Connection refused", "seed-nodes", "ssociat", "   at ", "akka" })
            Assert.DoesNotContain(word, log.Replace("JoinWatch: This node has not joined", "", StringComparison.Ordinal).Split("could not be reached")[0], StringComparison.Ordinal);
    }

    private static HostProcess Start(int port, int seed) =>
        HostProcess.Start("node", "--http", "0", "--cluster", $"{port}", "--seed", $"127.0.0.1:{seed}", "--emulators", "1", "--slots", "2", "--json", "--data", Path.GetTempPath());

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
