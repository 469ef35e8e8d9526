using System.Text;
using System.Text.Json;
using ActorInput.Contracts.Inputs;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>A server as the first Python client knows it.</summary>
public sealed class DirectScript : ScriptedServer
{
    public string? Checkpoint { get; private set; }

    public string? CheckpointType { get; private set; }

    protected override bool IsWrite(string request) => request == "POST input";

    protected override bool IsQuestion(string request) => false;

    protected override ScriptedAnswer Answer(string request, string query, byte[] body, IHeaderDictionary headers)
    {
        switch (request)
        {
            case "GET health":
                return ScriptedAnswer.Json("""{"status":"healthy"}""");
            case "GET state":
                return ScriptedAnswer.Json("""{"money":3}""");
            case "POST reset":
                return ScriptedAnswer.Json("""{"status":"ok"}""");
            case "POST checkpoint/load":
                (Checkpoint, CheckpointType) = (Encoding.Latin1.GetString(body), headers.ContentType);
                return ScriptedAnswer.Json("""{"status":"ok"}""");
            case "POST input":
                foreach (var step in InputSequence.Parse(JsonDocument.Parse(body).RootElement.GetProperty("inputs").GetString()).Steps)
                    Apply(step);
                return new ScriptedAnswer(200, "text/plain", "pressed"u8.ToArray());
            default:
                return new ScriptedAnswer(404, "text/html", "<h1>no</h1>"u8.ToArray());
        }
    }
}
