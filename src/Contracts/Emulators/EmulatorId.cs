using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ActorInput.Contracts.Emulators;

/// <summary>
/// Names one running game in the cluster: 1 to 64 characters of <c>a-z 0-9 - _ .</c>, unique in the cluster. It is the entity id in
/// sharding and part of URLs, so it needs no escaping anywhere.
/// </summary>
public readonly record struct EmulatorId
{
    /// <summary>Most characters of an id.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");
    private readonly string? _value;

    private EmulatorId(string value) => _value = value;

    /// <summary>The text of the id; empty for the default value, which names no emulator.</summary>
    public string Value => _value ?? "";

    /// <summary>Parses an id. False when the text breaks a rule; <see cref="Rule"/> states the rules.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EmulatorId id)
    {
        var valid = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Allowed) && text is not ("." or "..");
        id = valid ? new EmulatorId(text!) : default;
        return valid;
    }

    /// <summary>Parses an id.</summary>
    /// <exception cref="FormatException">The text breaks a rule.</exception>
    public static EmulatorId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not an emulator id; {Rule}.");

    /// <summary>What an id may be, as half a sentence for error texts.</summary>
    public static string Rule => "1 to 64 characters of a-z, 0-9, '-', '_' and '.' are allowed, but not '.' and '..' alone";

    /// <inheritdoc/>
    public override string ToString() => Value;
}
