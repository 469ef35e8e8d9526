using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using ActorInput.Emulation.Common;

namespace ActorInput.Host.Gateway;

/// <summary>Reads a request's body, a JSON object or bytes, within the limit.</summary>
internal static class BodyReader
{
    /// <summary>
    /// How much of a body that is too large is read and thrown away, in bytes: a caller that is still sending would otherwise see a broken
    /// connection in place of the answer.
    /// </summary>
    public const int Discarded = 16 * 1024 * 1024;

    private static readonly JsonDocumentOptions JsonOptions = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The object; an empty one when nothing was sent. For requests that need no body.</summary>
    public static Task<Answer<JsonDocument>> ReadOptionalAsync(HttpRequest request, int limit) =>
        ReadAsync(request, limit, mayBeEmpty: true);

    public static Task<Answer<JsonDocument>> ReadAsync(HttpRequest request, int limit) =>
        ReadAsync(request, limit, mayBeEmpty: false);

    /// <summary>A body that is bytes and no text.</summary>
    public static async Task<Answer<byte[]>> ReadBinaryAsync(HttpRequest request, int limit)
    {
        byte[]? bytes;
        try
        {
            bytes = await ReadBytesAsync(request, limit);
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            bytes = null;
        }

        return bytes is not null
            ? new(bytes)
            : new(Problems.Of(StatusCodes.Status413PayloadTooLarge, "bodyTooLarge",
                string.Create(CultureInfo.InvariantCulture, $"The body is larger than {limit} bytes.")));
    }

    private static async Task<Answer<JsonDocument>> ReadAsync(HttpRequest request, int limit, bool mayBeEmpty)
    {
        if (!(await ReadBinaryAsync(request, limit)).TryGet(out var bytes, out var problem))
            return new(problem);
        try
        {
            var document = JsonDocument.Parse(bytes.Length == 0 && mayBeEmpty ? "{}"u8.ToArray() : bytes, JsonOptions);
            if (!Utf8.IsValid(bytes) || bytes.AsSpan().IndexOf("\\u"u8) >= 0)
                CheckTexts(document.RootElement);
            return new(document);
        }
        catch (JsonException failure)
        {
            return new(Problems.Of(StatusCodes.Status400BadRequest, "badJson", Describe(bytes, failure)));
        }
        catch (InvalidOperationException)
        {
            return new(Problems.Of(StatusCodes.Status400BadRequest, "badJson", "The body has a text that is not Unicode: bytes that are not UTF-8, or half of a surrogate pair."));
        }
    }

    /// <summary>Reads every text once: the parser lets through what is none, and whoever reads it first would fail.</summary>
    private static void CheckTexts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            _ = value.GetString();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                CheckTexts(item);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                _ = member.Name;
                CheckTexts(member.Value);
            }
        }
    }

    private static string Describe(byte[] bytes, JsonException failure)
    {
        if (bytes.Length == 0)
            return "The body is empty; a JSON object is expected, for example {\"inputs\":\"A B START\"}.";
        var reason = failure.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0];
        return failure.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"The body is not JSON at line {line + 1}, position {failure.BytePositionInLine + 1}: {reason}")
            : $"The body is not the JSON that is expected: {reason}";
    }

    /// <summary>The whole body; null when it is larger than the limit.</summary>
    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request, int limit)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Min(4096, limit));
        var tooLarge = false;
        while (true)
        {
            var read = await ReadSomeAsync(request, buffer.GetMemory(1024));
            if (read == 0)
                return tooLarge ? null : buffer.WrittenSpan.ToArray();
            if (tooLarge)
                continue;
            buffer.Advance(read);
            tooLarge = buffer.WrittenCount > limit;
        }
    }

    private static async ValueTask<int> ReadSomeAsync(HttpRequest request, Memory<byte> buffer)
    {
        try
        {
            return await request.Body.ReadAsync(buffer, CancellationToken.None);
        }
        catch (IOException broken)
        {
            throw CallerFault.OfBody(request.HttpContext, broken);
        }
    }
}
