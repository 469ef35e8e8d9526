namespace ActorInput.Host.Nodes;

/// <summary>The line that a ready node prints with <c>--json</c>.</summary>
/// <param name="Ready">Address of its HTTP surface.</param>
/// <param name="Emulators">The emulators that it added to the fleet.</param>
internal sealed record NodeReadyBody(string Ready, IReadOnlyList<string> Emulators);
