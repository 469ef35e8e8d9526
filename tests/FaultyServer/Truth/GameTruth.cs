namespace ActorInput.Faults.Truth;

/// <summary>What a game applied, at one moment. A copy: it does not change.</summary>
/// <param name="Lives">Names of the game's lives in order; the last is the one it is in.</param>
/// <param name="Steps">Every step that was applied, in order, those of earlier lives too.</param>
/// <param name="Requests">Every valid request for presses, in order of arrival.</param>
/// <param name="Resets">After how many of <paramref name="Steps"/> the game was reset, once for each reset.</param>
public sealed record GameTruth(
    IReadOnlyList<string> Lives, IReadOnlyList<AppliedStep> Steps, IReadOnlyList<ReceivedRequest> Requests, IReadOnlyList<int> Resets)
{
    /// <summary>The steps of one life, in order.</summary>
    public IEnumerable<AppliedStep> StepsOf(string life) => Steps.Where(step => string.Equals(Lives[step.Life], life, StringComparison.Ordinal));

    /// <summary>The steps of all lives as one text, a space between two: <c>"A B WAIT:30"</c>, without <c>*</c>.</summary>
    public string Text => string.Join(' ', Steps.Select(step => step.Text));
}
