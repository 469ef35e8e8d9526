using System.Text.Json;
using ActorInput.Actors.Sessions.Http;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Sessions.Native;

/// <summary>The answer of <c>GET /inputs/recent</c>.</summary>
internal static class NativeRecent
{
    /// <summary>
    /// The largest answer, in bytes: twice what the server keeps, because of escapes. It is allowed even if other answers must be smaller.
    /// </summary>
    public const int MostBytes = 2 * 1024 * 1024 + 4_096;

    private const int MostOfOneId = 1_024;

    /// <summary>The inputs of the game; null if the answer is about another game or is none.</summary>
    public static RecentInput[]? Read(HttpExchange exchange, string game)
    {
        using var document = exchange.IsJson ? JsonObjects.Parse(exchange.Reply) : null;
        if (document is null || !string.Equals(JsonObjects.Text(document.RootElement, "game"), game, StringComparison.Ordinal)
            || !document.RootElement.TryGetProperty("inputs", out var inputs) || inputs.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var read = new RecentInput[inputs.GetArrayLength()];
        var next = 0;
        foreach (var input in inputs.EnumerateArray())
        {
            if (input.ValueKind != JsonValueKind.Object || Read(input) is not { } known)
                return null;
            read[next++] = known;
        }

        return read;
    }

    private static RecentInput? Read(JsonElement input)
    {
        if (JsonObjects.Text(input, "id") is not { } id || !InputTerms.IsId(id) || JsonObjects.Text(input, "input") is not { } text)
            return null;
        return JsonObjects.Number(input, "count") is { } count and > 0 and <= MostOfOneId
            && JsonObjects.Number(input, "index") is { } index and >= 0 && index < count
            && JsonObjects.Number(input, "epoch") is { } epoch
            && JsonObjects.Number(input, "of") is { } of and > 0 and <= int.MaxValue
            && JsonObjects.Number(input, "applied") is { } applied and > 0 && applied <= of
            && JsonObjects.Number(input, "ageMs") is { } age and >= 0 and <= int.MaxValue * 1_000L
            ? new RecentInput(new SentId(id, (int)index, (int)count), text, epoch, (int)applied, (int)of, TimeSpan.FromMilliseconds(age))
            {
                StateHash = JsonObjects.Text(input, "stateHash"),
            }
            : null;
    }
}
