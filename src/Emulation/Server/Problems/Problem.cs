namespace ActorInput.Emulation.Server.Problems;

/// <summary>An error as RFC 9457 describes it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">What a program matches on; stable.</param>
/// <param name="Title">The same for a reader; the same for every problem of a code.</param>
/// <param name="Detail">This one: the member, the value, what is allowed.</param>
internal sealed record Problem(int Status, string Code, string Title, string Detail)
{
    /// <summary>Further members: a <see cref="long"/> is written as a number, everything else as text.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Members { get; init; } = [];

    public Problem With(string name, object value) => this with { Members = [.. Members, new(name, value)] };
}
