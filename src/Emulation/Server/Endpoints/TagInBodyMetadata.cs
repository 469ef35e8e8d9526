namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>Marks a route that takes epoch and sequence in the body, and therefore refuses them in the query.</summary>
internal sealed class TagInBodyMetadata
{
    public static TagInBodyMetadata Instance { get; } = new();
}
