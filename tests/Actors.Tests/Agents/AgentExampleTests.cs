namespace ActorInput.Actors.Tests.Agents;

public sealed class AgentExampleTests
{
    [Fact]
    public void Page_ShowsTheExampleThatIsCompiled()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "ActorInput.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The repository's root was not found above the tests.");
        var page = Squeezed(File.ReadAllText(Path.Combine(root, "docs", "agents.md")));
        var source = File.ReadAllText(Path.Combine(root, "tests", "Actors.Tests", "Agents", "AgentExample.cs"));
        var parts = source.Split("// docs/agents.md: ").Skip(1).Where(part => !part.StartsWith("end", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, parts.Count);
        foreach (var part in parts)
            Assert.Contains(Squeezed(part[part.IndexOf('\n', StringComparison.Ordinal)..]), page, StringComparison.Ordinal);
    }

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
