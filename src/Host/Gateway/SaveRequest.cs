namespace ActorInput.Host.Gateway;

/// <summary>A request to save a game.</summary>
internal sealed record SaveRequest
{
    /// <summary>
    /// The checkpoint's name, 1 to 64 characters of a-z, 0-9, '-', '_' and '.'; absent: the node makes one. A checkpoint of the same name is
    /// replaced.
    /// </summary>
    public string? Name { get; init; }
}
