namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>Marks a route that answers without waiting for the game.</summary>
internal sealed class WithoutGameMetadata
{
    public static WithoutGameMetadata Instance { get; } = new();
}
