namespace ActorInput.Emulation.Libretro;

/// <summary>No emulator core was found. The message says where it was looked for, what to install and where to put it.</summary>
public sealed class CoreNotFoundException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is missing and what to do.</param>
    public CoreNotFoundException(string message)
        : base(message)
    {
    }
}
