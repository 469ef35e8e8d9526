using System.Text.Json;
using System.Text.RegularExpressions;

namespace ActorInput.Emulation.Tests.Gym;

/// <summary>One request of the recorded transcript, and its answer.</summary>
internal sealed partial record TranscriptExchange(
    string Title, string Method, string Path, string? Body, string? ContentType, int Status, string? Allow, string Answer)
{
    /// <summary>Whether it asks for a path that a pokemon-gym does not have.</summary>
    public bool IsOfAnotherRoute => Title.StartsWith("route the seed client", StringComparison.Ordinal);

    /// <summary>Reads the recording beside this file.</summary>
    public static IReadOnlyList<TranscriptExchange> ReadAll()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(FileIn(directory)))
            directory = directory.Parent;
        Assert.True(directory is not null, $"gym-transcript.txt was not found above {AppContext.BaseDirectory}.");
        return File.ReadAllText(FileIn(directory)).ReplaceLineEndings("\n")
            .Split("### ", StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
    }

    private static string FileIn(DirectoryInfo directory) =>
        System.IO.Path.Join(directory.FullName, "tests", "Emulation.Tests", "Gym", "gym-transcript.txt");

    private static TranscriptExchange Read(string text)
    {
        var lines = text.Split('\n');
        var request = RequestLine().Match(lines[1]);
        var answer = AnswerLine().Match(lines[2]);
        Assert.True(request.Success && answer.Success, $"'{lines[0]}' is not in the recording's form.");
        using var headers = JsonDocument.Parse(answer.Groups["headers"].Value);
        Assert.Equal("application/json", headers.RootElement.GetProperty("content-type").GetString());
        var body = request.Groups["body"].Value;
        var type = request.Groups["type"];
        return new TranscriptExchange(
            lines[0],
            request.Groups["method"].Value,
            request.Groups["path"].Value,
            body is "(no body)" ? null : body,
            !type.Success ? "application/json" : type.Value is "None" ? null : type.Value,
            int.Parse(answer.Groups["status"].Value),
            headers.RootElement.TryGetProperty("allow", out var allow) ? allow.GetString() : null,
            lines[3]);
    }

    [GeneratedRegex(@"^(?<method>[A-Z]+) (?<path>\S+)  (?<body>.*?)(   \[Content-Type: (?<type>.*)\])?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"^-> (?<status>\d+) [^|]*\| (?<headers>\{.*?\}) \|", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex AnswerLine();
}
