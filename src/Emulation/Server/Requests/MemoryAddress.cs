namespace ActorInput.Emulation.Server.Requests;

/// <summary>An address of the game's memory as a caller gave it; it may be out of range.</summary>
/// <param name="Value">The number.</param>
internal readonly record struct MemoryAddress(long Value);
