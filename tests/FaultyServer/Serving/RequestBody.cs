using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Faults.Serving;

/// <summary>Reads whole bodies in the connection's buffers, without copying them.</summary>
internal static class RequestBody
{
    /// <summary>The whole body. Return it with <see cref="Release"/> before answering. Kestrel's limit bounds it.</summary>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(HttpRequest request)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.IsCompleted)
                return read.Buffer;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static void Release(HttpRequest request, ReadOnlySequence<byte> body) => request.BodyReader.AdvanceTo(body.End);

    /// <summary>The whole body as bytes of its own.</summary>
    public static async ValueTask<byte[]> ReadBytesAsync(HttpRequest request)
    {
        var body = await ReadAsync(request);
        var bytes = body.ToArray();
        Release(request, body);
        return bytes;
    }
}
