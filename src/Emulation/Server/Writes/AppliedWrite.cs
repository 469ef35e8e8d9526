namespace ActorInput.Emulation.Server.Writes;

/// <summary>The result of a write that was applied.</summary>
/// <param name="Answer">Its answer.</param>
/// <param name="Progress">One for each of its sequences.</param>
internal readonly record struct AppliedWrite(WriteAnswer Answer, IReadOnlyList<WriteProgress> Progress);
