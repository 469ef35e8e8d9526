namespace ActorInput.Emulation.Libretro;

/// <summary>A file is no Game Boy cartridge, holds none or several, or the core refuses it.</summary>
public sealed class InvalidCartridgeException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Names what was found and what is needed.</param>
    public InvalidCartridgeException(string message)
        : base(message)
    {
    }
}
