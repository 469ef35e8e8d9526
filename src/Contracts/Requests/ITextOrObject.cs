namespace ActorInput.Contracts.Requests;

/// <summary>A converter that reads a text or an object.</summary>
public interface ITextOrObject
{
    /// <summary>The object's type.</summary>
    Type ObjectType { get; }
}
