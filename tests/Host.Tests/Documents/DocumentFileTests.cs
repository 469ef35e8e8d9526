using System.Text.RegularExpressions;
using ActorInput.Host.Tests.Configuration;
using ActorInput.Host.Tests.Rooms;

namespace ActorInput.Host.Tests.Documents;

/// <summary>Files of the repository that README.md, docs/*.md and the decision records name exist.</summary>
public sealed partial class DocumentFileTests
{
    private const string Architecture = "docs/architecture.md";

    public static TheoryData<string> Documents => new(
        ((string[])["docs", "docs/decisions"]).SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal).Prepend("README.md"));

    [Theory]
    [MemberData(nameof(Documents))]
    public void NamedFiles_Exist(string document)
    {
        var named = Named(document).ToList();
        Assert.Equal([], named.Where(path => !Path.Exists(Path.Combine(Repository.Root, path))));
        Assert.True(document != Architecture || named.Count > 50, $"{Architecture} names {named.Count} files; more than 50 are on the ways that it shows.");
    }

    [Fact]
    public void ArchitecturePage_Rooms_AreThoseOfTheTestInTheirOrder() =>
        Assert.Equal(RoomTests.OfActors, TableOf("room").Select(row => row.Split('|')[1].Trim()));

    [Fact]
    public void ArchitecturePage_Rooms_AreTheFoldersOfTheRuntime() =>
        Assert.Equal(
            RoomTests.OfActors.Order(StringComparer.Ordinal),
            Directory.GetDirectories(Path.Combine(Repository.Root, "src/Actors")).Select(folder => Path.GetFileName(folder)!).Except(["bin", "obj"]).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Named(string document) =>
        NamedPath().Matches(File.ReadAllText(Path.Combine(Repository.Root, document))).Select(match => match.Groups["path"].Value);

    /// <summary>The rows of the page's table with this first heading.</summary>
    private static IEnumerable<string> TableOf(string heading) =>
        File.ReadLines(Path.Combine(Repository.Root, Architecture)).SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'));

    // A path in a code span that begins with a folder of the repository and has no placeholder.
    [GeneratedRegex(@"`(?<path>(src|tests|docs|config|eng)/[^`{}*…<>\s]*)`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex NamedPath();
}
