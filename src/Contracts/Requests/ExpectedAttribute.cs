namespace ActorInput.Contracts.Requests;

/// <summary>Says in words what a member takes, where its type does not say enough.</summary>
/// <param name="words">The clause of the sentence that refuses another value, without a full stop.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExpectedAttribute(string words) : Attribute
{
    /// <summary>The clause.</summary>
    public string Words { get; } = words;
}
