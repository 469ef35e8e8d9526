namespace ActorInput.Contracts.Wire;

/// <summary>
/// A message cannot be written to the wire, or bytes from the wire are not a valid message. The text names the field, its value and what is
/// allowed.
/// </summary>
public sealed class WireFormatException : Exception
{
    /// <summary>With a default text; for frameworks.</summary>
    public WireFormatException()
    {
    }

    /// <summary>With what is wrong.</summary>
    public WireFormatException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong, and its cause.</summary>
    public WireFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
