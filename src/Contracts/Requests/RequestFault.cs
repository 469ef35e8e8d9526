using System.Text.Json;

namespace ActorInput.Contracts.Requests;

/// <summary>The first thing that is wrong with a request's body, for a sentence that names the member, its value and what is allowed.</summary>
/// <param name="Kind">What is wrong.</param>
public sealed record RequestFault(RequestFaultKind Kind)
{
    /// <summary>The member with its place, for example <c>observe.memory[1].address</c>; empty for the body itself.</summary>
    public string Member { get; init; } = "";

    /// <summary>What the value is: <c>a string</c>, <c>an array</c>, and so on.</summary>
    public string Value { get; init; } = "";

    /// <summary>The value as it was sent, a string without its quotes; null for an object, an array, or a value that is not there.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the value is of the right kind, and only out of range or not among what is allowed.</summary>
    public bool IsRightKind { get; init; }

    /// <summary>What is allowed. Of an unknown member: the rule of the object that has it.</summary>
    public RequestRule Rule { get; init; } = new(RequestRuleKind.Object);

    /// <summary>Line of a body that is not JSON, from 0.</summary>
    public long Line { get; init; }

    /// <summary>Byte within that line, from 0.</summary>
    public long Position { get; init; }

    /// <summary>What the parser, or a converter, said; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What a converter threw; null when none did.</summary>
    public JsonException? Cause { get; init; }
}
