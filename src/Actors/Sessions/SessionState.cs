namespace ActorInput.Actors.Sessions;

/// <summary>The game's state, as the dialect gives it.</summary>
/// <param name="Json">A JSON object, UTF-8, without pictures.</param>
/// <param name="StateHash">SHA-256 of the savestate in lower-case hex, where the server can tell; otherwise null.</param>
public sealed record SessionState(ReadOnlyMemory<byte> Json, string? StateHash);
