using System.Text.Json;

namespace ActorInput.Contracts.Requests;

/// <summary>A converter refuses a value and says what it takes.</summary>
/// <param name="rule">The clause that says what is allowed, without a full stop.</param>
public class RequestValueException(string rule) : JsonException(rule)
{
    /// <summary>What is allowed.</summary>
    public string Rule { get; } = rule;

    /// <summary>Where in the value, for example <c>[3]</c>; empty when it is the value itself.</summary>
    public string Place { get; init; } = "";

    /// <summary>What was found there, where it is not the value itself; null otherwise.</summary>
    public string? Found { get; init; }
}
