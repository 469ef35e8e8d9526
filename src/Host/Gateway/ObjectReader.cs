using System.Globalization;
using System.Text.Json;

namespace ActorInput.Host.Gateway;

/// <summary>
/// Reads the members of a JSON object by name and keeps the first problem: a member that is missing, of another type, or not known. Null
/// counts as absent.
/// </summary>
/// <param name="root">The object.</param>
/// <param name="path">Where it is in the body, for the texts of problems; empty for the body itself.</param>
internal sealed class ObjectReader(JsonElement root, string path = "")
{
    private readonly List<string> _known = [];

    /// <summary>What is wrong; null when nothing is.</summary>
    public ProblemResult? Problem { get; private set; }

    /// <summary>Whether the object has the member, and it is not null.</summary>
    public bool Has(string name) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A text, or null when it is absent and need not be there.</summary>
    public string? Text(string name, bool required = false)
    {
        if (Member(name, required, "a string") is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Fail($"{At(name)} is {Kind(value)}; a string is expected.");
        return null;
    }

    /// <summary>A list of texts, or null when something is wrong.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Member(name, required: true, "an array of strings") is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fail($"{At(name)} is {Kind(value)}; an array of strings is expected.");
            return null;
        }

        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                Fail(string.Create(CultureInfo.InvariantCulture, $"{At(name)}[{texts.Count}] is {Kind(item)}; a string is expected."));
                return null;
            }

            texts.Add(item.GetString()!);
        }

        return texts;
    }

    /// <summary>A whole number within bounds, or null when it is absent.</summary>
    public long? Whole(string name, long least, long most)
    {
        if (Member(name, required: false, "a number") is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most)
            return number;
        var found = value.ValueKind == JsonValueKind.Number ? Shown(value.GetRawText()) : Kind(value);
        Fail(string.Create(CultureInfo.InvariantCulture, $"{At(name)} is {found}; a whole number from {least} to {most} is expected."));
        return null;
    }

    /// <summary>One of the names of an enum in camelCase, or null when it is absent.</summary>
    public T? OneOf<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Problems.Name(value), text, StringComparison.Ordinal))
                return value;
        }

        Fail($"{At(name)} is '{Shown(text)}'; {string.Join(", ", Enum.GetValues<T>().Select(Problems.Name))} are allowed.");
        return null;
    }

    /// <summary>True or false; false when it is absent.</summary>
    public bool Flag(string name)
    {
        if (Member(name, required: false, "true or false") is not { } value)
            return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Fail($"{At(name)} is {Kind(value)}; true or false is expected.");
        return false;
    }

    /// <summary>An object in this one, or null when it is absent.</summary>
    public ObjectReader? Child(string name)
    {
        if (Member(name, required: false, "an object") is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new ObjectReader(value, At(name));
        Fail($"{At(name)} is {Kind(value)}; an object is expected.");
        return null;
    }

    /// <summary>The entries of a list, none when it is absent.</summary>
    public IReadOnlyList<JsonElement> Items(string name)
    {
        if (Member(name, required: false, "an array") is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray()];
        Fail($"{At(name)} is {Kind(value)}; an array is expected.");
        return [];
    }

    /// <summary>The name of a member with its place in the body.</summary>
    public string At(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Takes over what is wrong in an object that is part of this one.</summary>
    public void Include(ObjectReader part) => Problem ??= part.Problem;

    /// <summary>Says what is wrong, unless something was wrong before.</summary>
    public void Fail(string detail) => Problem ??= Problems.Of(StatusCodes.Status400BadRequest, "badJson", detail);

    /// <summary>A text as errors show it.</summary>
    public static string Shown(string text) => text.Length > 64 ? $"{text.AsSpan(0, 64)}…" : text;

    /// <summary>To be called last: what was not asked for is not known.</summary>
    public void End()
    {
        if (Problem is not null)
            return;
        foreach (var member in root.EnumerateObject())
        {
            if (!_known.Contains(member.Name, StringComparer.Ordinal))
                Fail($"'{At(Shown(member.Name))}' is not a member of this request; {string.Join(", ", _known)} are allowed.");
        }
    }

    private JsonElement? Member(string name, bool required, string expected)
    {
        _known.Add(name);
        if (root.ValueKind != JsonValueKind.Object)
        {
            Fail($"{(path.Length == 0 ? "The body" : path)} is {Kind(root)}; a JSON object is expected.");
            return null;
        }

        if (root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            return value;
        if (required)
            Fail($"{At(name)} is missing; {expected} is expected.");
        return null;
    }

    /// <summary>What a value is, in words.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
