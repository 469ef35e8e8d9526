namespace ActorInput.Emulation.Server.Writes;

/// <summary>What an owner calls an input: by its caller's id, which several inputs share that were sent as one batch.</summary>
/// <param name="Id">The caller's id.</param>
/// <param name="Index">Which of the inputs of that id, from 0.</param>
/// <param name="Count">How many inputs the id stands for; 1 for an input that came alone.</param>
internal readonly record struct InputName(string Id, int Index, int Count);
