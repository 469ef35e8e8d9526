namespace ActorInput.Actors.Sessions;

/// <summary>An input with an id that a game applied, whole or in part, for its owner at that time.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Input">Its canonical text.</param>
/// <param name="Epoch">The epoch under which it was applied.</param>
/// <param name="Applied">Steps applied; at least 1.</param>
/// <param name="Of">Steps that it has.</param>
/// <param name="Age">How long ago it was applied.</param>
public sealed record RecentInput(SentId Id, string Input, long Epoch, int Applied, int Of, TimeSpan Age)
{
    /// <summary>For a write, the SHA-256 of the state just after it; otherwise null.</summary>
    public string? StateHash { get; init; }
}
