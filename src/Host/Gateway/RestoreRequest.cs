namespace ActorInput.Host.Gateway;

/// <summary>A request to load a saved game.</summary>
internal sealed record RestoreRequest
{
    /// <summary>The checkpoint's name, or <c>fresh</c>.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The token of the caller's lease; the same as the header Lease.</summary>
    public string? Lease { get; init; }
}
