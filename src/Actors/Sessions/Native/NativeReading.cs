using System.Buffers;
using System.Security.Cryptography;
using ActorInput.Actors.Sessions.Http;

namespace ActorInput.Actors.Sessions.Native;

/// <summary>Reads the bytes that our own server answers with, and checks them.</summary>
internal static class NativeReading
{
    public static SessionResult<byte[]> Hex(HttpExchange exchange, int length)
    {
        using var document = exchange.IsJson ? JsonObjects.Parse(exchange.Reply) : null;
        var hex = document is null ? null : JsonObjects.Text(document.RootElement, "hex");
        var bytes = new byte[length];
        return hex is not null && hex.Length == 2 * length
            && Convert.FromHexString(hex, bytes, out _, out var written) == OperationStatus.Done && written == length
            ? bytes
            : ExchangeFailures.Of(exchange, $"{length} bytes in hex were expected");
    }

    public static SessionResult<byte[]> State(HttpExchange exchange)
    {
        var hash = exchange.ReplyHeader(RequestBodyContent.StateHashHeader);
        if (hash is not null && !hash.Equals(Convert.ToHexStringLower(SHA256.HashData(exchange.Reply.Span)), StringComparison.OrdinalIgnoreCase))
            return ExchangeFailures.Of(exchange, $"its SHA-256 is not the announced {hash}");
        return exchange.Reply.Length > 0 ? exchange.Reply.ToArray() : ExchangeFailures.Of(exchange, "bytes were expected");
    }
}
