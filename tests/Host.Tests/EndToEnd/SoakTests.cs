namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>A minute of the soak, as <c>./run bench soak --minutes 30</c> runs it for longer.</summary>
public sealed class SoakTests
{
    [Fact]
    public async Task Soak_ForAMinute_FindsNothing()
    {
        var output = await BenchRun.OutputAsync("soak", "--minutes", "1");
        Assert.Contains("nothing contradicts", output, StringComparison.Ordinal);
        Assert.Matches("minute 1: [0-9]+ calls, [1-9][0-9]* presses, [1-9][0-9]* ledgers judged, [1-9][0-9]* stops and kills", output);
    }
}
