namespace ActorInput.Emulation.Server.Writes;

/// <summary>How much of one sequence was applied.</summary>
/// <param name="Applied">Steps applied.</param>
/// <param name="Of">Steps there were.</param>
internal readonly record struct WriteProgress(int Applied, int Of);
