using System.Text.Json;
using ActorInput.Contracts.Messages;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Writes;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Reads the <c>ids</c> of <c>POST /inputs</c>.</summary>
internal static class InputNamesReader
{
    /// <summary>Most inputs that one id stands for.</summary>
    public const int MostOfOneId = 1_024;

    private const string AllowedId = "a text of 1 to 128 printable ASCII characters without spaces";
    private const string Allowed = $"allowed are null, {AllowedId}, and an object with such an id, index and count";

    /// <exception cref="ProblemException">Says what is wrong.</exception>
    public static List<InputName?> Read(ref Utf8JsonReader json, int most)
    {
        var allowed = $"allowed is an array with one entry for each input, at most {most}";
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            throw RequestJson.Wrong(ref json, "ids", allowed);
        var names = new List<InputName?>(8);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (names.Count == most)
                throw new ProblemException(RequestProblems.Invalid("ids", "longer", allowed));
            names.Add(ReadName(ref json, $"ids[{names.Count}]"));
        }

        return names;
    }

    /// <summary>Refuses ids that do not go with the inputs.</summary>
    /// <exception cref="ProblemException">Says what is wrong.</exception>
    public static void Check(List<InputName?> names, int inputs, WriteTag? tag)
    {
        if (names.Count != inputs)
        {
            throw new ProblemException(RequestProblems.Invalid(
                "ids", $"an array of {names.Count}", $"allowed is one entry for each input, here {inputs}"));
        }

        // Without a number the input of a former owner could still come after the ids were asked for.
        if (tag is null)
            throw new ProblemException(RequestProblems.Missing("epoch", "ids go with epoch and sequence only"));
    }

    private static InputName? ReadName(ref Utf8JsonReader json, string member) => json.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => new InputName(ReadId(ref json, member), 0, 1),
        JsonTokenType.StartObject => ReadPart(ref json, member),
        _ => throw RequestJson.Wrong(ref json, member, Allowed),
    };

    private static InputName ReadPart(ref Utf8JsonReader json, string member)
    {
        string? id = null;
        long? index = null;
        long? count = null;
        while (RequestJson.NextMember(ref json))
        {
            if (json.ValueTextEquals("id"u8))
            {
                json.Read();
                id = json.TokenType == JsonTokenType.String
                    ? ReadId(ref json, $"{member}.id") : throw RequestJson.Wrong(ref json, $"{member}.id", $"allowed is {AllowedId}");
            }
            else if (json.ValueTextEquals("index"u8))
            {
                index = RequestJson.Number(ref json, $"{member}.index", 0, MostOfOneId - 1);
            }
            else if (json.ValueTextEquals("count"u8))
            {
                count = RequestJson.Number(ref json, $"{member}.count", 1, MostOfOneId);
            }
            else
            {
                throw RequestJson.Unknown(ref json, "id, index, count");
            }
        }

        if (id is null)
            throw new ProblemException(RequestProblems.Missing($"{member}.id", $"allowed is {AllowedId}"));
        if (count is not { } of)
            throw new ProblemException(RequestProblems.Missing($"{member}.count", RequestJson.Range(1, MostOfOneId)));
        if (index is not { } at || at >= of)
            throw new ProblemException(RequestProblems.Invalid($"{member}.index", index?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing", RequestJson.Range(0, of - 1)));
        return new InputName(id, (int)at, (int)of);
    }

    private static string ReadId(ref Utf8JsonReader json, string member)
    {
        var id = json.GetString()!;
        return InputTerms.IsId(id) ? id : throw RequestJson.Wrong(ref json, member, Allowed);
    }
}
