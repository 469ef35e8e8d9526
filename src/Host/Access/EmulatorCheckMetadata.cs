namespace ActorInput.Host.Access;

/// <summary>The route checks itself which emulators its caller may use.</summary>
internal sealed record EmulatorCheckMetadata
{
    public static EmulatorCheckMetadata Instance { get; } = new();
}
