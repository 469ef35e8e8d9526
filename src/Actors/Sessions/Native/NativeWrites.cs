using System.Globalization;
using System.Text.Json;
using ActorInput.Actors.Sessions.Http;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Sessions.Native;

/// <summary>The request and the answer of <c>PUT /memory</c> and <c>PUT /battery</c>. Numbers, game and id go in the query, since a battery's body is its bytes.</summary>
internal static class NativeWrites
{
    /// <summary>The address of the write, with its number.</summary>
    public static string Path(NativeTicket ticket, GameWrite write, SentId? id)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"{(write.IsBattery ? "battery" : "memory")}?epoch={ticket.Epoch}&sequence={ticket.Sequence}&game={Uri.EscapeDataString(ticket.Game)}");
        return id?.Id is { } name ? $"{path}&id={Uri.EscapeDataString(name)}" : path;
    }

    /// <summary>Writes the body of a memory write.</summary>
    public static void Write(Utf8JsonWriter json, GameWrite write)
    {
        json.WriteStartObject();
        json.WriteNumber("address"u8, write.Address!.Value);
        json.WriteString("hex"u8, Convert.ToHexStringLower(write.Bytes.Span));
        if (write.Bank is { } bank)
            json.WriteNumber("bank"u8, bank);
        json.WriteEndObject();
    }

    /// <summary>
    /// Reads the answer into the ticket. Null if it answers this request; otherwise what is wrong with it, and the ticket is unchanged.
    /// </summary>
    public static string? Read(HttpExchange exchange, NativeTicket ticket)
    {
        using var document = JsonObjects.Parse(exchange.Reply);
        if (document is null)
            return "a JSON object was expected";
        var answer = document.RootElement;
        if (!string.Equals(JsonObjects.Text(answer, "game"), ticket.Game, StringComparison.Ordinal))
            return "it does not name the game that was asked";
        if (JsonObjects.Number(answer, "epoch") != ticket.Epoch || JsonObjects.Number(answer, "sequence") != ticket.Sequence)
            return "it does not name the numbers of the request";
        if (JsonObjects.Number(answer, "applied") != 1)
            return "it does not say that it was applied";
        ticket.Applied[0] = 1;
        ticket.StateHash = JsonObjects.Text(answer, "stateHash");
        return null;
    }
}
