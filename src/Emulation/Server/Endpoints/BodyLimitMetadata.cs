using Microsoft.AspNetCore.Http.Metadata;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>The most bytes that a route's body may have; routing tells Kestrel.</summary>
internal sealed class BodyLimitMetadata(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize { get; } = bytes;
}
