using System.Text.Json;
using ActorInput.Contracts.Messages;
using ActorInput.Faults.Answers;
using ActorInput.Faults.Games;

namespace ActorInput.Faults.Native;

/// <summary>Reads the ids of POST /inputs.</summary>
internal static class InputNamesReader
{
    private const string Allowed = "allowed are null, a text of 1 to 128 printable ASCII characters, and {\"id\":…,\"index\":…,\"count\":…}.";

    /// <summary>Reads the array, which is skipped if recording is off. If it is not valid, the answer says why.</summary>
    public static Answer? Read(ref Utf8JsonReader json, PressRequest request)
    {
        json.Read();
        if (request.Inputs is null)
        {
            json.Skip();
            return null;
        }

        if (json.TokenType != JsonTokenType.StartArray)
            return ProblemAnswers.Invalid("ids", $"ids is not an array; {Allowed}");
        request.Names = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!TryRead(ref json, out var name))
                return ProblemAnswers.Invalid("ids", $"ids[{request.Names.Count}] is not allowed; {Allowed}");
            request.Names.Add(name);
        }

        return null;
    }

    private static bool TryRead(ref Utf8JsonReader json, out InputName? name)
    {
        name = json.TokenType switch
        {
            JsonTokenType.String => new InputName(json.GetString()!, 0, 1),
            JsonTokenType.StartObject => JsonSerializer.Deserialize<InputName>(ref json, FaultyJson.Options),
            _ => null,
        };
        return name is { } read
            ? InputTerms.IsId(read.Id) && read.Index >= 0 && read.Index < read.Count
            : json.TokenType == JsonTokenType.Null;
    }
}
