using Microsoft.AspNetCore.Http.Metadata;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>The most bytes that the body of a request to this route may have. Routing passes the limit on to Kestrel.</summary>
internal sealed class BodyLimitMetadata(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize { get; } = bytes;
}
