using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ActorInput.Emulation.Gym.Python;

/// <summary>Opens a request's body as FastAPI does: JSON when the content type says so or is absent, and an object.</summary>
internal static class RequestBody
{
    private static readonly JsonElement Null = JsonElement.Parse("null");
    private static readonly JsonElement NoMembers = JsonElement.Parse("{}");

    /// <summary>The object, or the answer that refuses it.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="contentType">The header; null or empty when absent.</param>
    /// <param name="members">The object, when the result is true.</param>
    /// <param name="refusal">A 422 or a 400, when the result is false.</param>
    public static bool TryOpen(ReadOnlyMemory<byte> body, string? contentType, out JsonElement members, out GymAnswer refusal)
    {
        members = Null;
        refusal = default;
        if (!body.IsEmpty && !TryRead(body, contentType, out members, out refusal))
            return false;
        if (members.ValueKind == JsonValueKind.Object)
            return true;
        refusal = members.ValueKind == JsonValueKind.Null
            ? GymAnswers.Invalid([new ValidationError("missing", ["body"], "Field required", Null)])
            : GymAnswers.Invalid(
                [new ValidationError(
                    "model_attributes_type", ["body"], "Input should be a valid dictionary or object to extract fields from", members)]);
        return false;
    }

    private static bool TryRead(ReadOnlyMemory<byte> body, string? contentType, out JsonElement value, out GymAnswer refusal)
    {
        value = Null;
        refusal = default;
        if (!IsJson(contentType))
        {
            value = JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(body.Span));
            return true;
        }

        var json = body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
        if (!Utf8.IsValid(json.Span))
        {
            refusal = Unreadable;
            return false;
        }

        try
        {
            value = JsonElement.Parse(json.Span);
            return true;
        }
        catch (JsonException)
        {
            var fault = PythonJsonScanner.Find(Encoding.UTF8.GetString(json.Span));
            refusal = fault is { } found
                ? GymAnswers.Invalid(
                    [new ValidationError("json_invalid", ["body", found.Position], "JSON decode error", NoMembers, found.Message)])
                : Unreadable;
            return false;
        }
    }

    /// <summary>FastAPI's answer to a body that cannot be read for another reason than its grammar.</summary>
    public static GymAnswer Unreadable => GymAnswers.Error(400, "There was an error parsing the body");

    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
            return true;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var parsed) || parsed.MediaType is not { } type)
            return false;
        return type.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
            && (type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }
}
