namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>What a game looked like after inputs.</summary>
/// <param name="Frame">Frames run.</param>
/// <param name="StateHash">Null where nobody asked.</param>
/// <param name="Memory">One for each range asked.</param>
/// <param name="Picture">A PNG; null where nobody asked.</param>
internal sealed record InputsObservation(long Frame, string? StateHash, IReadOnlyList<byte[]> Memory, byte[]? Picture);
