namespace ActorInput.Contracts.Requests;

/// <summary>A converter that says what it takes.</summary>
public interface IRequestRule
{
    /// <summary>The clause that says what is allowed, without a full stop.</summary>
    string Rule { get; }
}
