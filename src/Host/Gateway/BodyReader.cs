using System.Buffers;
using System.Globalization;
using ActorInput.Emulation.Common;

namespace ActorInput.Host.Gateway;

/// <summary>Reads a request's body, a JSON object or bytes, within the limit.</summary>
internal static class BodyReader
{
    /// <summary>
    /// How much of a body that is too large is read and discarded, in bytes. Otherwise a caller that is still sending would see a broken connection
    /// instead of the answer.
    /// </summary>
    public const int Discarded = 16 * 1024 * 1024;

    /// <summary>The record; an empty one when nothing was sent. For requests that need no body.</summary>
    public static async Task<Answer<T>> ReadOptionalAsync<T>(HttpRequest request, int limit)
        where T : class, new() =>
        (await ReadBinaryAsync(request, limit)).TryGet(out var bytes, out var problem) ? bytes.Length == 0 ? new(new T()) : Read<T>(bytes) : new(problem);

    public static async Task<Answer<T>> ReadAsync<T>(HttpRequest request, int limit)
        where T : class
    {
        if (!(await ReadBinaryAsync(request, limit)).TryGet(out var bytes, out var problem))
            return new(problem);
        return bytes.Length > 0
            ? Read<T>(bytes)
            : new(Problems.Of(
                StatusCodes.Status400BadRequest, "badJson", "The body is empty; a JSON object is expected, for example {\"inputs\":\"A B START\"}."));
    }

    /// <summary>Reads a body of bytes.</summary>
    public static async Task<Answer<byte[]>> ReadBinaryAsync(HttpRequest request, int limit)
    {
        byte[]? bytes;
        try
        {
            bytes = await ReadBytesAsync(request, limit);
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            bytes = null;
        }

        return bytes is not null
            ? new(bytes)
            : new(Problems.Of(StatusCodes.Status413PayloadTooLarge, "bodyTooLarge",
                string.Create(CultureInfo.InvariantCulture, $"The body is larger than {limit} bytes.")));
    }

    private static Answer<T> Read<T>(byte[] body)
        where T : class => GatewayRequests.Reader.TryRead<T>(body, out var read, out var fault) ? new(read) : new(RequestFaults.Of(fault));

    /// <summary>The whole body; null when it is larger than the limit.</summary>
    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request, int limit)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Min(4096, limit));
        var tooLarge = false;
        while (true)
        {
            var read = await ReadSomeAsync(request, buffer.GetMemory(1024));
            if (read == 0)
                return tooLarge ? null : buffer.WrittenSpan.ToArray();
            if (tooLarge)
                continue;
            buffer.Advance(read);
            tooLarge = buffer.WrittenCount > limit;
        }
    }

    private static async ValueTask<int> ReadSomeAsync(HttpRequest request, Memory<byte> buffer)
    {
        try
        {
            return await request.Body.ReadAsync(buffer, CancellationToken.None);
        }
        catch (IOException broken)
        {
            throw CallerFault.OfBody(request.HttpContext, broken);
        }
    }
}
