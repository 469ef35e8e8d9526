namespace ActorInput.Emulation.Games;

/// <summary>How reading or writing a game's memory went.</summary>
public enum MemoryAccess
{
    /// <summary>Done, all of it.</summary>
    Done,

    /// <summary>Part of the range is not mapped, or reaches over the end of its bank. Nothing was written.</summary>
    NotMapped,

    /// <summary>The address is in a region with banks, and this cartridge or console has none of that number; or the region has no banks.</summary>
    NoSuchBank,

    /// <summary>Part of the range can be read but not written. Nothing was written.</summary>
    ReadOnly,
}
