using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace ActorInput.Emulation.Gym.Python;

/// <summary>
/// Reads the members of a request as pydantic does in its lax mode (2.x), gathering all errors. Unknown members are ignored; of a member that appears
/// twice, the last counts.
/// </summary>
/// <param name="body">The request, an object.</param>
internal sealed class RequestMembers(JsonElement body)
{
    private const int LongestNumber = 4_300; // Python's own limit for turning text into an integer.

    private readonly List<ValidationError> _errors = [];

    /// <summary>What was wrong so far, in the order of the questions.</summary>
    public IReadOnlyList<ValidationError> Errors => _errors;

    public string RequiredString(string name)
    {
        if (body.TryGetProperty(name, out var value))
            return String(value, name) ?? "";
        _errors.Add(new ValidationError("missing", ["body", name], "Field required", body));
        return "";
    }

    public string? OptionalString(string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? String(value, name) : null;

    public IReadOnlyList<string>? OptionalStrings(string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Add("list_type", "Input should be a valid list", value, name);
            return null;
        }

        var strings = new List<string>(value.GetArrayLength());
        var index = 0;
        foreach (var element in value.EnumerateArray())
            strings.Add(String(element, name, index++) ?? "");
        return strings;
    }

    public bool Bool(string name, bool whenAbsent)
    {
        if (!body.TryGetProperty(name, out var value))
            return whenAbsent;
        switch (value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            case JsonValueKind.String when BoolOf(value.GetString()!) is { } known:
                return known;
            case JsonValueKind.Number when value.GetDouble() is 0 or 1:
                return value.GetDouble() == 1;
            case JsonValueKind.String:
            case JsonValueKind.Number when double.IsInteger(value.GetDouble()):
                Add("bool_parsing", "Input should be a valid boolean, unable to interpret input", value, name);
                return whenAbsent;
            default:
                Add("bool_type", "Input should be a valid boolean", value, name);
                return whenAbsent;
        }
    }

    /// <summary>An integer of any size, as Python has them.</summary>
    public BigInteger? OptionalInteger(string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            JsonValueKind.Number => IntegerOfNumber(value, name),
            JsonValueKind.String => IntegerOfText(value, name),
            _ => Add("int_type", "Input should be a valid integer", value, name),
        };
    }

    private string? String(JsonElement value, params object[] location)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Add("string_type", "Input should be a valid string", value, location);
        return null;
    }

    private static bool? BoolOf(string text) => text.ToLowerInvariant() switch
    {
        "1" or "on" or "t" or "true" or "y" or "yes" => true,
        "0" or "off" or "f" or "false" or "n" or "no" => false,
        _ => null,
    };

    private BigInteger? IntegerOfNumber(JsonElement value, string name)
    {
        var text = value.GetRawText();
        if (!text.AsSpan().ContainsAny('.', 'e', 'E'))
            return text.Length <= LongestNumber ? Parse(text) : AddTooLong(value, name);

        var number = value.GetDouble();
        if (!double.IsFinite(number))
            return Add("finite_number", "Input should be a finite number", value, name);
        if (!double.IsInteger(number))
            return Add("int_from_float", "Input should be a valid integer, got a number with a fractional part", value, name);
        return Math.Abs(number) < long.MaxValue ? new BigInteger(number) : AddTooLong(value, name);
    }

    private BigInteger? IntegerOfText(JsonElement value, string name)
    {
        var text = value.GetString()!.AsSpan().Trim();
        if (text.Length > LongestNumber)
            return AddTooLong(value, name);

        // "10.00" is a whole number too, and "1_000" as Python writes it.
        var point = text.IndexOf('.');
        if (point >= 0 && text[(point + 1)..].TrimEnd('0').IsEmpty)
            text = text[..point];
        var sign = text.IsEmpty || text[0] is not ('+' or '-') ? 0 : 1;
        var digits = text[sign..];
        for (var i = 0; i < digits.Length; i++)
        {
            var between = i > 0 && i + 1 < digits.Length && char.IsAsciiDigit(digits[i - 1]) && char.IsAsciiDigit(digits[i + 1]);
            if (!char.IsAsciiDigit(digits[i]) && !(digits[i] == '_' && between))
                digits = default;
        }

        return digits.IsEmpty
            ? Add("int_parsing", "Input should be a valid integer, unable to parse string as an integer", value, name)
            : Parse(text.ToString().Replace("_", "", StringComparison.Ordinal));
    }

    private static BigInteger Parse(string text) => BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private BigInteger? AddTooLong(JsonElement value, string name) =>
        Add("int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size", value, name);

    private BigInteger? Add(string type, string message, JsonElement value, params object[] location)
    {
        _errors.Add(new ValidationError(type, ["body", .. location], message, value));
        return null;
    }
}
