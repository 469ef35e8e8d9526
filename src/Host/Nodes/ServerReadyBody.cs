namespace ActorInput.Host.Nodes;

/// <summary>The line that a ready emulator server prints with <c>--json</c>.</summary>
/// <param name="Ready">Address of the server.</param>
/// <param name="Games">Address of each of its games.</param>
internal sealed record ServerReadyBody(string Ready, IReadOnlyList<string> Games);
