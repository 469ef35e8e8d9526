namespace ActorInput.Host.Gateway;

/// <summary>A request to reset a game.</summary>
internal sealed record ResetRequest
{
    /// <summary>The token of the caller's lease; the same as the header Lease.</summary>
    public string? Lease { get; init; }
}
