namespace ActorInput.Contracts.Requests;

/// <summary>What a member of a request takes.</summary>
/// <param name="Kind">The kind of value.</param>
public sealed record RequestRule(RequestRuleKind Kind)
{
    /// <summary>The least whole number.</summary>
    public long Least { get; init; }

    /// <summary>The largest whole number.</summary>
    public long Most { get; init; }

    /// <summary>Allowed names, or the members of an object, in order.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The clause that says what is allowed, if the kind does not say enough; empty otherwise.</summary>
    public string Words { get; init; } = "";
}
