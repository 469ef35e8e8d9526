using System.Text.Json;

namespace ActorInput.Contracts.Requests;

/// <summary>The first fault in a request's body, for a sentence that names the member, its value and what is allowed.</summary>
/// <param name="Kind">What is wrong.</param>
public sealed record RequestFault(RequestFaultKind Kind)
{
    /// <summary>The path of the member, for example <c>observe.memory[1].address</c>; empty for the body itself.</summary>
    public string Member { get; init; } = "";

    /// <summary>What the value is: <c>a string</c>, <c>an array</c>, and so on.</summary>
    public string Value { get; init; } = "";

    /// <summary>The value as it was sent, a string without its quotes; null for an object, an array, or a value that is not there.</summary>
    public string? Text { get; init; }

    /// <summary>True when the value is of the right kind, but out of range or not one of the allowed values.</summary>
    public bool IsRightKind { get; init; }

    /// <summary>What is allowed. For an unknown member: the rule of the object that contains it.</summary>
    public RequestRule Rule { get; init; } = new(RequestRuleKind.Object);

    /// <summary>Line of a body that is not JSON, from 0.</summary>
    public long Line { get; init; }

    /// <summary>Byte within that line, from 0.</summary>
    public long Position { get; init; }

    /// <summary>The message of the parser or of a converter; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The exception that a converter threw; null when none did.</summary>
    public JsonException? Cause { get; init; }
}
