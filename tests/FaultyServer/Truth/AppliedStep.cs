using ActorInput.Contracts.Inputs;

namespace ActorInput.Faults.Truth;

/// <summary>A step that a game applied, and its request and input.</summary>
/// <param name="Life">Which life of the game applied it: index in <see cref="GameTruth.Lives"/>.</param>
/// <param name="Request">Number of the request that brought it, in order of arrival at the game from 1.</param>
/// <param name="Input">Index of its input in that request; an action of a pokemon-gym is one input.</param>
/// <param name="Epoch">Epoch of the request; null when it named none.</param>
/// <param name="Sequence">Sequence of the input; null when the request named none.</param>
/// <param name="Step">The press or wait.</param>
public readonly record struct AppliedStep(int Life, long Request, int Input, long? Epoch, long? Sequence, InputStep Step)
{
    /// <summary>The step in the canonical text of an input.</summary>
    public string Text => InputSequence.FromSteps(Step).ToString();
}
