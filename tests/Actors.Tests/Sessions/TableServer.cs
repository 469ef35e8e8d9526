using Microsoft.AspNetCore.Http;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>Answers from a table, and 404 for everything else.</summary>
public sealed class TableServer(IReadOnlyDictionary<string, ScriptedAnswer> answers) : ScriptedServer
{
    protected override bool IsWrite(string request) => false;

    protected override bool IsQuestion(string request) => false;

    protected override ScriptedAnswer Answer(string request, string query, byte[] body, IHeaderDictionary headers) =>
        answers.TryGetValue(request, out var answer) ? answer : new ScriptedAnswer(404, "text/plain", []);
}
