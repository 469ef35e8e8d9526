using ActorInput.Faults.Plans;

namespace ActorInput.Faults.Truth;

/// <summary>A request for presses, as it arrived, and its result.</summary>
/// <param name="Number">Number in order of arrival at the game, from 1.</param>
/// <param name="Life">The life of the game that received it: index in <see cref="GameTruth.Lives"/>.</param>
/// <param name="Epoch">Epoch that it named; null for none.</param>
/// <param name="Sequence">Sequence of its first input; null for none.</param>
/// <param name="Inputs">Its inputs as they were written.</param>
/// <param name="Fault">The fault it met.</param>
/// <param name="Verdict">
/// <c>waiting</c> for the game, <c>applied</c>, <c>half</c>, <c>repeated</c>, <c>lost</c> (never reached the game), <c>lifeEnded</c> before its turn, or
/// the code by which it was refused (<c>staleEpoch</c>, <c>otherGame</c>, <c>sequenceReused</c>, <c>sequenceGone</c>, <c>sessionTimeout</c>, <c>notInitialized</c>).
/// </param>
/// <param name="Applied">Steps applied for it.</param>
/// <param name="Of">Steps that it asked for.</param>
public sealed record ReceivedRequest(
    long Number, int Life, long? Epoch, long? Sequence, IReadOnlyList<string> Inputs, Fault Fault, string Verdict, int Applied, int Of);
