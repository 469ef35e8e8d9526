namespace ActorInput.Faults.Games;

/// <summary>The name that an owner gives to an input.</summary>
/// <param name="Id">The caller's id.</param>
/// <param name="Index">Which of the inputs of that id, from 0.</param>
/// <param name="Count">How many inputs the id stands for.</param>
internal readonly record struct InputName(string Id, int Index, int Count);
