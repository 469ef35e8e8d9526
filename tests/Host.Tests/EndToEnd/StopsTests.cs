namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>A round of <c>./run bench stops</c>. A stop has more time here: other tests run too.</summary>
public sealed class StopsTests
{
    [Fact]
    public async Task Stops_OfEachNodeAndOfItsGroup_LoseNothing()
    {
        var output = await BenchRun.OutputAsync("stops", "--bound", "20");
        Assert.Contains("SIGTERM to a node, 3 stops", output, StringComparison.Ordinal);
        Assert.Contains("SIGTERM to its process group, 3 stops", output, StringComparison.Ordinal);
        Assert.Contains("72 ledgers were compared", output, StringComparison.Ordinal);
    }
}
