using ActorInput.Host.Tests.Configuration;

namespace ActorInput.Host.Tests.Documents;

/// <summary>The code fences of README.md and docs/*.md.</summary>
public sealed class DocumentFenceTests
{
    public static TheoryData<string> Documents =>
        new(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Order(StringComparer.Ordinal).Prepend("README.md"));

    /// <summary>A command in a fence without a language would be overlooked. A comment before a fence must be one of the marks.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Fences_SayWhatTheyAre(string document)
    {
        foreach (var fence in DocumentFence.Read(Repository.Root, document))
        {
            Assert.True(fence.Language is "sh" or "json" or "csharp" or "xml", $"{fence.Place} is '{fence.Language}'; sh, json, csharp and xml are known.");
            Assert.True(
                fence.Mark is null || (fence.IsShell && (fence.IsTerminals || (!fence.IsRun && fence.Mark.Length > DocumentFence.NotRun.Length))),
                $"{fence.Place}: '{fence.Mark}' is no mark of a fence with commands; '{DocumentFence.Terminals}' and '{DocumentFence.NotRun}' with a reason are.");
        }
    }
}
