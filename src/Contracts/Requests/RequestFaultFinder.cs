using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActorInput.Contracts.Requests;

/// <summary>
/// Finds the fault in a body that the framework refused, and what is allowed there. It compares the body with the record's description. It runs only
/// when a request is refused.
/// </summary>
internal static class RequestFaultFinder
{
    /// <param name="body">The body.</param>
    /// <param name="type">The type that it should have been.</param>
    /// <param name="refused">The framework's exception; null when it read a null.</param>
    public static RequestFault Find(ReadOnlySpan<byte> body, JsonTypeInfo type, JsonException? refused)
    {
        if (OfText(body) is { } fault)
            return fault;
        using var document = JsonDocument.Parse(body.ToArray(), new JsonDocumentOptions { MaxDepth = RequestReader.MaxDepth });
        // The rules below are the framework's. If it refuses something that they allow, report its own message.
        return OfValue(document.RootElement, type.Type, null, "", type.Options)
            ?? new(RequestFaultKind.Wrong) { Rule = new(RequestRuleKind.Other), Cause = refused, Reason = refused?.Message ?? "" };
    }

    /// <summary>Whether it is JSON whose texts are Unicode. The parser checks a text only when it is read.</summary>
    private static RequestFault? OfText(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = RequestReader.MaxDepth });
        try
        {
            while (json.Read())
            {
                if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    json.GetString();
            }

            return null;
        }
        catch (JsonException malformed)
        {
            // The reader's own text ends with the position, counted from 0.
            return new(RequestFaultKind.NotJson)
            {
                Line = malformed.LineNumber ?? 0,
                Position = malformed.BytePositionInLine ?? 0,
                Reason = malformed.Message.Split(" LineNumber:", 2)[0],
            };
        }
        catch (InvalidOperationException)
        {
            var before = body[..(int)json.TokenStartIndex];
            return new(RequestFaultKind.NotUnicode) { Line = before.Count((byte)'\n'), Position = before.Length - (before.LastIndexOf((byte)'\n') + 1) };
        }
    }

    private static RequestFault? OfValue(JsonElement value, Type type, JsonPropertyInfo? member, string at, JsonSerializerOptions options)
    {
        var rule = RequestRules.Of(type, member, options);
        return rule.Kind switch
        {
            RequestRuleKind.Object => value.ValueKind == JsonValueKind.Object ? OfObject(value, options.GetTypeInfo(type), rule, at) : Wrong(value, rule, at),
            RequestRuleKind.Texts => value.ValueKind == JsonValueKind.Array ? OfEntries(value, typeof(string), at, options) : Wrong(value, rule, at),
            RequestRuleKind.List => value.ValueKind == JsonValueKind.Array
                ? OfEntries(value, options.GetTypeInfo(type).ElementType!, at, options)
                : Wrong(value, rule, at),
            RequestRuleKind.Whole => OfKind(value, JsonValueKind.Number, value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= rule.Least && number <= rule.Most, rule, at),
            RequestRuleKind.OneOf => OfKind(value, JsonValueKind.String, value.ValueKind == JsonValueKind.String && rule.Names.Contains(value.GetString(), StringComparer.Ordinal), rule, at),
            RequestRuleKind.Text => OfKind(value, JsonValueKind.String, true, rule, at),
            RequestRuleKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Wrong(value, rule, at),
            _ => OfConverted(value, type, at, options),
        };
    }

    private static RequestFault? OfObject(JsonElement value, JsonTypeInfo type, RequestRule rule, string at)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in value.EnumerateObject())
        {
            var place = at.Length == 0 ? entry.Name : $"{at}.{entry.Name}";
            var member = type.Properties.FirstOrDefault(known => known.Name == entry.Name);
            if (member is null && type.UnmappedMemberHandling != JsonUnmappedMemberHandling.Skip)
                return new(RequestFaultKind.Unknown) { Member = place, Rule = rule };
            if (!seen.Add(entry.Name))
                return new(RequestFaultKind.Twice) { Member = place };
            if (member is not null && entry.Value.ValueKind != JsonValueKind.Null && OfValue(entry.Value, member.PropertyType, member, place, type.Options) is { } fault)
                return fault;
        }

        foreach (var member in type.Properties)
        {
            var isThere = value.TryGetProperty(member.Name, out var found) && (found.ValueKind != JsonValueKind.Null || member.IsSetNullable);
            if (!isThere && (member.IsRequired || seen.Contains(member.Name)))
                return new(RequestFaultKind.Missing) { Member = at.Length == 0 ? member.Name : $"{at}.{member.Name}", Rule = RequestRules.Of(member.PropertyType, member, type.Options) };
        }

        return null;
    }

    private static RequestFault? OfEntries(JsonElement value, Type entry, string at, JsonSerializerOptions options)
    {
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Null && Nullable.GetUnderlyingType(entry) is not null)
                index++;
            else if (OfValue(item, entry, null, string.Create(CultureInfo.InvariantCulture, $"{at}[{index++}]"), options) is { } fault)
                return fault;
        }

        return null;
    }

    /// <summary>Tries the converter of the type; for an object that it contains, the rules of that object.</summary>
    private static RequestFault? OfConverted(JsonElement value, Type type, string at, JsonSerializerOptions options)
    {
        if (value.ValueKind == JsonValueKind.Object && options.GetTypeInfo(RequestRules.Bare(type)).Converter is ITextOrObject both && OfValue(value, both.ObjectType, null, at, options) is { } fault)
            return fault;
        try
        {
            value.Deserialize(options.GetTypeInfo(type));
            return null;
        }
        catch (RequestValueException refused)
        {
            return Wrong(value, new(RequestRuleKind.Other) { Words = refused.Rule }, at + refused.Place) with
            {
                Text = refused.Found ?? TextOf(value),
                IsRightKind = refused.Found is not null || value.ValueKind is JsonValueKind.String,
                Cause = refused,
            };
        }
        catch (JsonException refused)
        {
            return Wrong(value, new(RequestRuleKind.Other), at) with { Cause = refused, Reason = refused.Message };
        }
    }

    private static RequestFault? OfKind(JsonElement value, JsonValueKind kind, bool isAllowed, RequestRule rule, string at) =>
        value.ValueKind == kind && isAllowed ? null : Wrong(value, rule, at) with { IsRightKind = value.ValueKind == kind };

    private static RequestFault Wrong(JsonElement value, RequestRule rule, string at) =>
        new(RequestFaultKind.Wrong) { Member = at, Rule = rule, Value = KindOf(value), Text = TextOf(value) };

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
