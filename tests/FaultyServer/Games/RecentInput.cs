namespace ActorInput.Faults.Games;

/// <summary>A named input that was applied, whole or in part.</summary>
internal sealed record RecentInput(string Id, int Index, int Count, string Input, long Epoch, long Sequence, int Applied, int Of, long AgeMs = 0);
