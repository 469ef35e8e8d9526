namespace ActorInput.Actors.Sessions;

/// <summary>The caller's id with which an input is sent.</summary>
/// <param name="Id">The id; null for none.</param>
/// <param name="Index">Which of the inputs of that id it is, from 0.</param>
/// <param name="Count">How many inputs the id stands for; 1 for one that came alone.</param>
public readonly record struct SentId(string? Id, int Index, int Count);
