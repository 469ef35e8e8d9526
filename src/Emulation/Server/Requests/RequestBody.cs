using System.Buffers;
using ActorInput.Emulation.Common;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Requests;

/// <summary>A whole body in a pooled array. Kestrel enforces the route's limit while the body is read.</summary>
internal readonly struct RequestBody : IDisposable
{
    private const int FirstGuess = 1024;
    private readonly byte[] _array;
    private readonly int _length;

    private RequestBody(byte[] array, int length)
    {
        _array = array;
        _length = length;
    }

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, _length);

    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request)
    {
        // The announced length is only a hint; at most 1 MiB is reserved for it.
        var array = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(request.ContentLength + 1 ?? FirstGuess, 1, 1 << 20));
        var length = 0;
        try
        {
            while (true)
            {
                var read = await request.Body.ReadAsync(array.AsMemory(length), CancellationToken.None);
                if (read == 0)
                    return new RequestBody(array, length);
                length += read;
                if (length == array.Length)
                    array = Grow(array);
            }
        }
        catch (IOException broken)
        {
            ArrayPool<byte>.Shared.Return(array);
            throw CallerFault.OfBody(request.HttpContext, broken);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(array);
            throw;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_array);

    private static byte[] Grow(byte[] array)
    {
        var larger = ArrayPool<byte>.Shared.Rent(array.Length * 2);
        array.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(array);
        return larger;
    }
}
