using ActorInput.Emulation.Checks;

namespace ActorInput.Host.Checks;

/// <summary>How one way went, as JSON.</summary>
/// <param name="Way">Its name.</param>
/// <param name="When">A description of the way.</param>
/// <param name="Comparisons">How often it was compared.</param>
/// <param name="Frame">The frame at which it first differed; null when it never did.</param>
/// <param name="Part">What differed: state, memory, picture or failure.</param>
/// <param name="Fields">The first fields that differed.</param>
internal sealed record CheckWayBody(string Way, string When, int Comparisons, long? Frame, string? Part, IReadOnlyList<string> Fields)
{
    public static CheckWayBody Of(CheckWayResult result) => new(
        CheckWayWords.NameOf(result.Way),
        CheckWayWords.Describe(result.Way),
        result.Comparisons,
        result.Difference?.Frame,
        result.Difference is { } difference ? CheckWayWords.NameOf(difference.Part) : null,
        result.Difference?.Fields ?? []);
}
