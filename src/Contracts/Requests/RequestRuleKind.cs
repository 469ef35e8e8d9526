namespace ActorInput.Contracts.Requests;

/// <summary>Kinds of values that a member of a request takes.</summary>
public enum RequestRuleKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number within <see cref="RequestRule.Least"/> and <see cref="RequestRule.Most"/>.</summary>
    Whole,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>One of <see cref="RequestRule.Names"/>.</summary>
    OneOf,

    /// <summary>An array of texts.</summary>
    Texts,

    /// <summary>An array.</summary>
    List,

    /// <summary>An object whose members are <see cref="RequestRule.Names"/>.</summary>
    Object,

    /// <summary>What <see cref="RequestRule.Words"/> say.</summary>
    Other,
}
