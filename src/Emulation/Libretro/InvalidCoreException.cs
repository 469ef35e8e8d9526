namespace ActorInput.Emulation.Libretro;

/// <summary>A file is not a core that can be used here: not a library, damaged, for another platform, or another emulator's core.</summary>
public sealed class InvalidCoreException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Names the file, what was found and what is needed.</param>
    public InvalidCoreException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">Names the file, what was found and what is needed.</param>
    /// <param name="inner">What the loader said.</param>
    public InvalidCoreException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
