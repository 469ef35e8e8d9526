using ActorInput.Contracts.Requests;

namespace ActorInput.Host.Gateway;

/// <summary>Reads the bodies of <c>/api</c>.</summary>
internal static class GatewayRequests
{
    /// <summary>The reader of all of them.</summary>
    public static RequestReader Reader { get; } = new(GatewayJson.Default, [.. GatewayJson.Enums, new MemoryRangeConverter(), new BatchStartConverter()]);
}
