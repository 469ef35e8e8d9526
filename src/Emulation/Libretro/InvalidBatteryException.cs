namespace ActorInput.Emulation.Libretro;

/// <summary>A battery's bytes do not fit the cartridge; the message says why.</summary>
public sealed class InvalidBatteryException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Names what was found and what is needed.</param>
    public InvalidBatteryException(string message)
        : base(message)
    {
    }
}
