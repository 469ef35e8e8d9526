namespace ActorInput.Host.Commands;

/// <summary>An answer of a node.</summary>
/// <param name="IsSuccess">Whether the status was a success.</param>
/// <param name="Body">JSON.</param>
internal sealed record NodeAnswer(bool IsSuccess, string Body);
