using System.Text.RegularExpressions;
using ActorInput.Host.Tests.Configuration;

namespace ActorInput.Host.Tests.Gateway;

public sealed partial class MetricsTests
{
    /// <summary>If a counter is absent until its first event, a rate over it misses that event.</summary>
    [Fact]
    public async Task Metrics_BeforeAnyEvent_HaveEveryCounterAtZero()
    {
        var node = new TestNode();
        await using var running = new RunningNode(node);
        await node.InitializeAsync();
        var lines = (await node.Client.GetStringAsync("/metrics")).Split('\n');
        foreach (var counter in new[]
        {
            "actorinput_inputs_total .*outcome=\"applied\"", "actorinput_inputs_total .*outcome=\"noCapacity\"", "actorinput_reconciles_total .*finding=\"unknown\"",
            "actorinput_fallbacks_total .*direction=\"sequential\"", "actorinput_restarts_total .*what=\"emulatorServer\"", "actorinput_quarantines_total ",
        })
        {
            var (name, tag) = (counter.Split(' ')[0], counter.Split(' ')[1].TrimStart('.', '*'));
            Assert.Contains(lines, line => line.StartsWith($"{name}{{", StringComparison.Ordinal) && line.Contains(tag, StringComparison.Ordinal) && line.EndsWith("} 0", StringComparison.Ordinal));
        }

        Assert.Contains(lines, line => line.StartsWith("target_info", StringComparison.Ordinal) && line.Contains("service_name=\"actorinput\"", StringComparison.Ordinal));
    }

    /// <summary>The page's names are those that Prometheus sees; histograms appear with their first event.</summary>
    [Fact]
    public async Task Metrics_NamesInTheDocuments_AreThere()
    {
        var node = new TestNode();
        await using var running = new RunningNode(node);
        await node.InitializeAsync();
        var text = await node.Client.GetStringAsync("/metrics");
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "telemetry.md"));
        var names = PrometheusName().Matches(page).Select(match => match.Groups["name"].Value).Where(name => !name.EndsWith("_bucket", StringComparison.Ordinal)).ToList();
        Assert.True(names.Count >= 12, string.Join(' ', names));
        Assert.All(names, name => Assert.Contains($"\n{name}{{", text, StringComparison.Ordinal));
    }

    [GeneratedRegex("`(?<name>(?:actorinput|dotnet)_[a-z0-9_]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex PrometheusName();
}
