namespace ActorInput.Emulation.Server.Writes;

/// <summary>A request for a new epoch.</summary>
/// <param name="Held">Where given, only if this is the current epoch: an owner that was replaced must not take the game back.</param>
/// <param name="AtLeast">Where given, the new epoch is no lower.</param>
/// <param name="Resolve">Where given, also say what became of these.</param>
/// <param name="Id">Where given, a repeat with the same id gets the first answer: a claim whose answer was lost can be made again.</param>
internal readonly record struct WriteClaim(long? Held = null, long? AtLeast = null, SequenceRange? Resolve = null, string? Id = null);
