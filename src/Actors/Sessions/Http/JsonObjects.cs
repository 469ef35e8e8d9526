using System.Text.Json;
using System.Text.Unicode;

namespace ActorInput.Actors.Sessions.Http;

/// <summary>Reads JSON objects from bytes that may be something else.</summary>
internal static class JsonObjects
{
    /// <summary>The document if it is a JSON object; otherwise null. The document refers to the given bytes: dispose it before they change.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        JsonDocument document;
        if (!Utf8.IsValid(json.Span))
            return null;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        return null;
    }

    /// <summary>A member that is a text; null when there is none or it is something else.</summary>
    public static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: JSON can contain one, but no text can.
            return null;
        }
    }

    /// <summary>A member that is a whole number; null when there is none or it is something else.</summary>
    public static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
