using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>Answers from the transcript: with the next entry for the same request, otherwise with the last one before it.</summary>
public sealed class TranscriptServer : ScriptedServer
{
    private readonly List<(string Request, string Body, int Status, string Answer)> _entries = [];
    private int _next;

    public TranscriptServer()
    {
        foreach (var entry in GymTranscript.Text.Split("### ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = entry.Split('\n');
            var words = lines[1].Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
            var body = words[2] == "(no body)" ? "" : Compact(words[2]);
            _entries.Add(($"{words[0]} {words[1][1..]}", body, int.Parse(lines[2].AsSpan(3, 3), CultureInfo.InvariantCulture), WithPicture(lines[3])));
        }
    }

    protected override bool IsWrite(string request) => false;

    protected override bool IsQuestion(string request) => false;

    protected override ScriptedAnswer Answer(string request, string query, byte[] body, IHeaderDictionary headers)
    {
        var text = body.Length == 0 ? "" : Compact(System.Text.Encoding.UTF8.GetString(body));
        bool IsSame((string Request, string Body, int Status, string Answer) entry) => entry.Request == request && entry.Body == text;
        var found = _entries.FindIndex(_next, IsSame);
        if (found < 0)
            found = _entries.FindLastIndex(IsSame);
        if (found < 0)
            return ScriptedAnswer.Json("""{"detail":"Not Found"}""", 404);
        _next = Math.Max(_next, found + 1);
        return ScriptedAnswer.Json(_entries[found].Answer, _entries[found].Status);
    }

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();

    /// <summary>Fills in as much base64 as was cut.</summary>
    private static string WithPicture(string answer) =>
        answer.Replace("iVBORw0KGgoAAAANSUhEUgAA...<70696 base64 chars>", "iVBORw0KGgoAAAANSUhEUgAA" + new string('A', 70_672), StringComparison.Ordinal);
}
