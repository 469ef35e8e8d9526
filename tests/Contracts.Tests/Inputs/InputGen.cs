using ActorInput.Contracts.Inputs;
using CsCheck;

namespace ActorInput.Contracts.Tests.Inputs;

/// <summary>Random parts of inputs.</summary>
internal static class InputGen
{
    private static readonly Button[] Presses =
        [.. Enumerable.Range(1, 255).Select(mask => (Button)mask).Where(buttons => !buttons.HasOpposing())];

    /// <summary>One button or a chord that can be pressed.</summary>
    public static readonly Gen<Button> Press = Gen.Int[0, Presses.Length - 1].Select(i => Presses[i]);
}
