using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Writes;

/// <summary>A stored answer, which repeats get again byte for byte.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type; null without a body.</param>
/// <param name="Body">The body.</param>
internal sealed record WriteAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    public async Task SendAsync(HttpResponse response, CancellationToken cancellation)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, cancellation);
    }
}
