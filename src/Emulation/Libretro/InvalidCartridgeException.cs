namespace ActorInput.Emulation.Libretro;

/// <summary>Bytes are not a Game Boy cartridge, are damaged, or the core refuses them.</summary>
public sealed class InvalidCartridgeException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Names what was found and what is needed.</param>
    public InvalidCartridgeException(string message)
        : base(message)
    {
    }
}
