namespace ActorInput.Benchmarks.Soak;

/// <summary>What a reply says about a game: some presses, perhaps after the game was put into another state.</summary>
/// <param name="Emulator">The game; null when the reply did not come, and the cluster had chosen it.</param>
/// <param name="Epoch">Of the owner that did it; 0 when no reply tells.</param>
/// <param name="Sequence">Its place among the inputs of that owner; 0 when no reply tells.</param>
/// <param name="Presses">What each press leaves in the ledger.</param>
/// <param name="Least">How many of them were pressed at least, in order from the first.</param>
/// <param name="Most">How many at most.</param>
/// <param name="Start">The ledger of the state that the game was put into before; null when it was not.</param>
/// <param name="MayHaveStarted">Whether it is unknown if it was put there.</param>
/// <param name="Told">The request and its reply, for a message.</param>
internal sealed record SoakEvent(
    string? Emulator, long Epoch, long Sequence, IReadOnlyList<byte> Presses, int Least, int Most, SoakLedger? Start, bool MayHaveStarted, string Told)
{
    /// <summary>Whether its place among the others cannot be known.</summary>
    public bool IsAdrift => Sequence == 0 && Most > 0;
}
