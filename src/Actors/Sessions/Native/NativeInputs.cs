using System.Text.Json;

namespace ActorInput.Actors.Sessions.Native;

/// <summary>Writes the request of <c>POST /inputs</c> and reads its answer, both as bytes, without making texts of them.</summary>
internal static class NativeInputs
{
    public static void Write(Utf8JsonWriter json, NativeTicket ticket, IReadOnlyList<SentId>? ids)
    {
        json.WriteStartObject();
        json.WriteStartArray("inputs"u8);
        for (var i = 0; i < ticket.Inputs.Count; i++)
            json.WriteStringValue(ticket.Inputs[i].ToString());
        json.WriteEndArray();
        if (ids is not null)
            WriteIds(json, ids);
        json.WriteNumber("epoch"u8, ticket.Epoch);
        json.WriteNumber("sequence"u8, ticket.Sequence);
        json.WriteString("game"u8, ticket.Game);
        json.WriteEndObject();
    }

    /// <summary>
    /// Reads the answer into the ticket. Null if it answers this request; otherwise what is wrong with it, and the ticket is unchanged.
    /// </summary>
    public static string? Read(ReadOnlySpan<byte> answer, NativeTicket ticket)
    {
        if (NativeInputsText.TryRead(answer, ticket))
            return null;
        try
        {
            var json = new Utf8JsonReader(answer);
            var problem = Read(ref json, ticket);
            return problem ?? (json.Read() ? "there is more after its end" : null);
        }
        catch (JsonException)
        {
            return "it is not JSON";
        }
        catch (InvalidOperationException)
        {
            return "a member has another type than expected";
        }
    }

    private static void WriteIds(Utf8JsonWriter json, IReadOnlyList<SentId> ids)
    {
        json.WriteStartArray("ids"u8);
        foreach (var sent in ids)
        {
            if (sent.Id is null)
            {
                json.WriteNullValue();
            }
            else if (sent.Count == 1)
            {
                json.WriteStringValue(sent.Id);
            }
            else
            {
                json.WriteStartObject();
                json.WriteString("id"u8, sent.Id);
                json.WriteNumber("index"u8, sent.Index);
                json.WriteNumber("count"u8, sent.Count);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static string? Read(ref Utf8JsonReader json, NativeTicket ticket)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            return "a JSON object was expected";
        bool game = false, epoch = false, sequence = false, results = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("game"u8))
                game = json.Read() && json.TokenType == JsonTokenType.String && json.ValueTextEquals(ticket.Game);
            else if (json.ValueTextEquals("epoch"u8))
                epoch = Number(ref json) == ticket.Epoch;
            else if (json.ValueTextEquals("sequence"u8))
                sequence = Number(ref json) == ticket.Sequence;
            else if (json.ValueTextEquals("results"u8))
                results = ReadResults(ref json, ticket);
            else
                json.Skip();
        }

        return !game ? "it does not name the game that was asked"
            : !epoch || !sequence ? "it does not name the numbers of the request"
            : !results ? "it does not have one result for each input"
            : null;
    }

    private static bool ReadResults(ref Utf8JsonReader json, NativeTicket ticket)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartArray)
            return false;
        var count = 0;
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            if (count == ticket.Inputs.Count || !ReadResult(ref json, ticket, count))
                return false;
            count++;
        }

        return count == ticket.Inputs.Count && json.TokenType == JsonTokenType.EndArray;
    }

    private static bool ReadResult(ref Utf8JsonReader json, NativeTicket ticket, int index)
    {
        long sequence = -1, applied = -1, of = -1;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("sequence"u8))
                sequence = Number(ref json);
            else if (json.ValueTextEquals("applied"u8))
                applied = Number(ref json);
            else if (json.ValueTextEquals("of"u8))
                of = Number(ref json);
            else
                json.Skip();
        }

        if (sequence != ticket.Sequence + index || of != ticket.Inputs[index].Count || applied < 0 || applied > of)
            return false;
        ticket.Applied[index] = (int)applied;
        return true;
    }

    private static long Number(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number) ? number : -1;
}
