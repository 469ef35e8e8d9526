using System.Text.Json;
using ActorInput.Actors.Sessions.Http;

namespace ActorInput.Actors.Sessions.Native;

/// <summary>
/// The request and the answer of <c>POST /claim</c>. A claim carries an id: a repeat with the same id gets the first answer, so that a claim whose
/// answer was lost can be told from another owner's claim.
/// </summary>
internal static class NativeClaim
{
    /// <summary>Most numbers that one claim asks for; the server's limit.</summary>
    public const int MostResolved = 1_024;

    public static void WriteOpening(Utf8JsonWriter json, string id, long atLeast)
    {
        json.WriteStartObject();
        json.WriteString("claim"u8, id);
        json.WriteNumber("atLeast"u8, atLeast);
        json.WriteEndObject();
    }

    public static void WriteResolving(Utf8JsonWriter json, string id, long held, long epoch, long sequence, long count)
    {
        json.WriteStartObject();
        json.WriteString("claim"u8, id);
        json.WriteNumber("held"u8, held);
        json.WriteStartObject("resolve"u8);
        json.WriteNumber("epoch"u8, epoch);
        json.WriteNumber("sequence"u8, sequence);
        json.WriteNumber("count"u8, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The game, and the epoch that the answer grants; null if it is not such an answer.</summary>
    public static (string Game, long Epoch)? ReadGrant(HttpExchange exchange)
    {
        using var document = exchange.IsJson ? JsonObjects.Parse(exchange.Reply) : null;
        return document is not null
            && JsonObjects.Text(document.RootElement, "game") is { Length: > 0 } game
            && JsonObjects.Number(document.RootElement, "epoch") is { } epoch and > 0
            ? (game, epoch)
            : null;
    }

    /// <summary>What became of each number; <see cref="SendTicket.NotKnown"/> where the server has forgotten. Null when the answer does not say.</summary>
    public static int[]? ReadFates(HttpExchange exchange, long first, int count)
    {
        using var document = JsonObjects.Parse(exchange.Reply);
        if (document is null || !document.RootElement.TryGetProperty("resolved", out var resolved)
            || resolved.ValueKind != JsonValueKind.Array || resolved.GetArrayLength() != count)
        {
            return null;
        }

        var fates = new int[count];
        var index = 0;
        foreach (var fate in resolved.EnumerateArray())
        {
            if (fate.ValueKind != JsonValueKind.Object || JsonObjects.Number(fate, "sequence") != first + index)
                return null;
            fates[index++] = JsonObjects.Number(fate, "applied") is { } applied and >= 0 and <= int.MaxValue ? (int)applied : SendTicket.NotKnown;
        }

        return fates;
    }
}
