namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>Marks a route whose body carries epoch and sequence (or is about them), so that a query must not.</summary>
internal sealed class TagInBodyMetadata
{
    public static TagInBodyMetadata Instance { get; } = new();
}
