using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Server.Problems;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>Reads JSON member by member, so that an error can name the member, the value and what is allowed.</summary>
internal static class RequestJson
{
    /// <summary>Reads one value.</summary>
    public delegate T ReadValue<out T>(ref Utf8JsonReader json);

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8 };

    /// <summary>Reads a whole body with <paramref name="read"/>, which leaves the reader at the end of the value.</summary>
    /// <exception cref="ProblemException">Not JSON (malformedJson), or what <paramref name="read"/> threw.</exception>
    public static T Read<T>(ReadOnlySpan<byte> body, ReadValue<T> read)
    {
        if (body.IsEmpty)
            throw new ProblemException(RequestProblems.EmptyBody);
        var json = new Utf8JsonReader(body, Options);
        try
        {
            json.Read();
            var value = read(ref json);
            // Throws if anything but white space follows.
            json.Read();
            return value;
        }
        catch (JsonException malformed)
        {
            throw new ProblemException(RequestProblems.MalformedJson(malformed));
        }
        catch (InvalidOperationException malformed)
        {
            // How the reader reports text that is not Unicode.
            var cause = new JsonException(malformed.Message, null, 0, json.TokenStartIndex, malformed);
            throw new ProblemException(RequestProblems.MalformedJson(cause));
        }
    }

    public static void StartObject(ref Utf8JsonReader json, string member)
    {
        if (json.TokenType != JsonTokenType.StartObject)
            throw Wrong(ref json, member, "allowed is an object");
    }

    /// <summary>Moves to the next member's name; false at the end of the object.</summary>
    public static bool NextMember(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    public static long Number(ref Utf8JsonReader json, string member, long least, long most)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var value) && value >= least && value <= most)
            return value;
        throw Wrong(ref json, member, Range(least, most));
    }

    public static bool Flag(ref Utf8JsonReader json, string member)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Wrong(ref json, member, "allowed are true and false"),
        };
    }

    public static string Text(ref Utf8JsonReader json, string member, string allowed)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String ? json.GetString()! : throw Wrong(ref json, member, allowed);
    }

    /// <summary>Reads the text the reader stands on as an input.</summary>
    public static InputSequence Input(ref Utf8JsonReader json, string member, int? index, InputLimits limits)
    {
        if (json.TokenType != JsonTokenType.String)
            throw Wrong(ref json, member, "allowed is a text such as 'A B START'");
        // Never more characters than bytes.
        var characters = ArrayPool<char>.Shared.Rent(json.ValueSpan.Length);
        try
        {
            var text = characters.AsSpan(0, json.CopyString(characters));
            if (InputSequence.TryParse(text, limits, out var input, out var error))
                return input;
            throw new ProblemException(RequestProblems.InvalidInput(member, index, error, text));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    public static ProblemException Wrong(ref Utf8JsonReader json, string member, string allowed)
    {
        var value = json.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            _ => Encoding.UTF8.GetString(json.ValueSpan),
        };
        return new ProblemException(RequestProblems.Invalid(member, value, allowed));
    }

    public static ProblemException Unknown(ref Utf8JsonReader json, string allowed) =>
        new(RequestProblems.UnknownMember(json.GetString()!, allowed));

    public static string Range(long least, long most) =>
        string.Create(CultureInfo.InvariantCulture, $"allowed is a whole number, {least} to {most}");
}
