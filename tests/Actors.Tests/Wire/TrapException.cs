using System.Runtime.Serialization;

namespace ActorInput.Actors.Tests.Wire;

/// <summary>The same trap where a reader makes exceptions, by the constructor that is for deserialization.</summary>
public sealed class TrapException : Exception
{
    public TrapException(string message)
        : base(message)
    {
    }

#pragma warning disable SYSLIB0051 // What is obsolete here is what the reader under test would call.
    public TrapException(SerializationInfo info, StreamingContext context)
        : base(info, context) => Trap.Spring();
#pragma warning restore SYSLIB0051
}
