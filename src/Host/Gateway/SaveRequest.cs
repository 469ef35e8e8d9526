namespace ActorInput.Host.Gateway;

/// <summary>Describes the body of a request to save a game.</summary>
/// <param name="Name">The checkpoint's name, 1 to 64 characters of a-z, 0-9, '-', '_' and '.'; one is made up when absent. One that is there is replaced.</param>
internal sealed record SaveRequest(string? Name);
