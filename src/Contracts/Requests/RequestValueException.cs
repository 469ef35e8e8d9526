using System.Text.Json;

namespace ActorInput.Contracts.Requests;

/// <summary>Thrown by a converter that refuses a value; says what the converter takes.</summary>
/// <param name="rule">The clause that says what is allowed, without a full stop.</param>
public class RequestValueException(string rule) : JsonException(rule)
{
    /// <summary>What is allowed.</summary>
    public string Rule { get; } = rule;

    /// <summary>The place in the value, for example <c>[3]</c>; empty for the value itself.</summary>
    public string Place { get; init; } = "";

    /// <summary>What was found at that place; null for the value itself.</summary>
    public string? Found { get; init; }
}
