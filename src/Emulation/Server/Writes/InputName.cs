namespace ActorInput.Emulation.Server.Writes;

/// <summary>
/// The name that an owner gives to an input: the caller's id, which all inputs of one batch share, and the input's place in the batch.
/// </summary>
/// <param name="Id">The caller's id.</param>
/// <param name="Index">Which of the inputs of that id, from 0.</param>
/// <param name="Count">How many inputs the id stands for; 1 for an input that came alone.</param>
internal readonly record struct InputName(string Id, int Index, int Count);
