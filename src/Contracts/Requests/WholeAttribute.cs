namespace ActorInput.Contracts.Requests;

/// <summary>Bounds of a whole number that need more digits than <see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/> has.</summary>
/// <param name="least">The least that is allowed.</param>
/// <param name="most">The largest that is allowed.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeAttribute(long least, long most) : Attribute
{
    /// <summary>The least that is allowed.</summary>
    public long Least { get; } = least;

    /// <summary>The largest that is allowed.</summary>
    public long Most { get; } = most;
}
