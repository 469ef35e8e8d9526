namespace ActorInput.Emulation.Libretro;

/// <summary>A file is not a Game Boy cartridge, is an archive with none or several, or is refused by the core.</summary>
public sealed class InvalidCartridgeException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Names what was found and what is needed.</param>
    public InvalidCartridgeException(string message)
        : base(message)
    {
    }
}
