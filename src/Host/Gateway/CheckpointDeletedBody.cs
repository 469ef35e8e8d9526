namespace ActorInput.Host.Gateway;

/// <summary>A checkpoint was removed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Copies">From how many nodes.</param>
internal sealed record CheckpointDeletedBody(string Name, int Copies);
