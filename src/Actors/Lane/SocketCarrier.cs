using System.Net.Sockets;

namespace ActorInput.Actors.Lane;

/// <summary>
/// Carries a session's frames over a connection: a socket, or TLS on one. Frames are read in place, out of one buffer that grows with the longest of
/// them.
/// </summary>
/// <param name="stream">What is read and written in the clear; owns the socket.</param>
internal sealed class SocketCarrier(Stream stream) : ILaneCarrier
{
    private const int BufferBytes = 64 * 1_024;
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private int _count;

    public bool IsConnection => true;

    public ValueTask WriteAsync(long first, ReadOnlyMemory<byte> bytes) => stream.WriteAsync(bytes);

    /// <summary>Reads the other end's first frame.</summary>
    /// <exception cref="InvalidDataException">It is not a frame, or is longer than a greeting may be.</exception>
    /// <exception cref="IOException">The connection is closed.</exception>
    public async ValueTask<T> ReadGreetingAsync<T>(Func<LaneFrameKind, byte[], T> read, CancellationToken cancel)
    {
        while (true)
        {
            if (TryReadGreeting(out var kind, out var body))
                return read(kind, body);
            if (!await FillAsync(cancel))
                throw new IOException("the connection was closed before it said who it is");
        }
    }

    /// <summary>Passes arriving bytes to the session until the connection is closed. Never throws for a broken connection.</summary>
    /// <exception cref="InvalidDataException">The other end does not keep to the protocol.</exception>
    public async Task RunAsync(LaneSession session, LaneAttachment attachment, int maxFrameBytes)
    {
        try
        {
            do
            {
                var consumed = session.Receive(attachment, _buffer.AsSpan(0, _count));
                _count -= consumed;
                _buffer.AsSpan(consumed, _count).CopyTo(_buffer);
                Fit(LaneFormat.LengthOf(_buffer.AsSpan(0, _count), maxFrameBytes));
            }
            while (await FillAsync(CancellationToken.None));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The session copes without this carrier.
        }
        finally
        {
            session.Ended(attachment);
        }
    }

    public void Abort() => stream.Dispose();

    private bool TryReadGreeting(out LaneFrameKind kind, out byte[] body)
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, _count);
        var isWhole = LaneFormat.TryRead(ref bytes, LaneFormat.MaxGreetingBytes, out kind, out var span);
        body = span.ToArray();
        bytes.CopyTo(_buffer);
        _count = bytes.Length;
        return isWhole;
    }

    private void Fit(int frameBytes)
    {
        if (frameBytes > _buffer.Length)
            Array.Resize(ref _buffer, frameBytes);
        else if (_buffer.Length > BufferBytes && frameBytes <= BufferBytes && _count < BufferBytes)
            Array.Resize(ref _buffer, BufferBytes);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        var read = await stream.ReadAsync(_buffer.AsMemory(_count), cancel);
        _count += read;
        return read > 0;
    }
}
