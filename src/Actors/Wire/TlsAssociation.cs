using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;
using Akka.Actor;
using Akka.Event;
using Akka.Remote.Transport;
using Google.Protobuf;

namespace ActorInput.Actors.Wire;

/// <summary>
/// A connection to another node. Frames that are written while a write is under way leave together in the next write: under load many frames share a
/// TLS record, and a lone frame does not wait.
/// </summary>
internal sealed class TlsAssociation : AssociationHandle
{
    /// <summary>How many bytes may wait to be written. Further ones are refused, which makes remoting keep them and try again.</summary>
    private const int MostPending = 4 * 1_048_576;

    private const int MostTogether = 64 * 1_024;
    private const int LengthPrefix = 4;
    private static readonly TimeSpan CloseBound = TimeSpan.FromSeconds(2);
    private readonly Channel<ByteString> _outgoing = Channel.CreateUnbounded<ByteString>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _aborted = new();
    private readonly Stream _stream;
    private readonly Socket _socket;
    private readonly int _maxFrame;
    private readonly ILoggingAdapter _log;
    private long _pending;
    private volatile bool _closing;

    public TlsAssociation(Address local, Address remote, Stream stream, Socket socket, int maxFrame, ILoggingAdapter log)
        : base(local, remote)
    {
        _stream = stream;
        _socket = socket;
        _maxFrame = maxFrame;
        _log = log;
    }

    /// <summary>Completes when the connection is closed and all its tasks have ended.</summary>
    public Task Ended => _ended.Task;

    public void Start() => _ = RunAsync();

    public override bool Write(ByteString payload)
    {
        if (Interlocked.Read(ref _pending) > MostPending || !_outgoing.Writer.TryWrite(payload))
            return false;
        Interlocked.Add(ref _pending, payload.Length);
        return true;
    }

    /// <summary>Closes the connection when all that was written is out.</summary>
    [Obsolete("As in Akka: use the overload with a reason.")]
    public override void Disassociate() => Close();

    /// <summary>Closes the connection when all that was written is out. What arrives from now on is dropped.</summary>
    public void Close()
    {
        _closing = true;
        _outgoing.Writer.TryComplete();
    }

    private async Task RunAsync()
    {
        var writing = WriteAllAsync();
        var reading = ReadAllAsync();
        try
        {
            if (await Task.WhenAny(writing, reading) == writing)
                await reading.WaitAsync(CloseBound, TimeProvider.System); // The other end has heard our end and closes.
        }
        catch (TimeoutException)
        {
            _log.Debug("{Peer} did not close its end.", RemoteAddress);
        }

        Close();
        await _aborted.CancelAsync();
        await _stream.DisposeAsync();
        await Task.WhenAll(writing, reading);
        _aborted.Dispose();
        _ended.SetResult();
    }

    private async Task WriteAllAsync()
    {
        var together = new ArrayBufferWriter<byte>(MostTogether);
        try
        {
            while (await _outgoing.Reader.WaitToReadAsync(_aborted.Token))
            {
                together.ResetWrittenCount();
                var payloads = 0;
                while (together.WrittenCount < MostTogether && _outgoing.Reader.TryRead(out var payload))
                {
                    BinaryPrimitives.WriteInt32LittleEndian(together.GetSpan(LengthPrefix), payload.Length);
                    together.Advance(LengthPrefix);
                    together.Write(payload.Span);
                    payloads += payload.Length;
                }

                await _stream.WriteAsync(together.WrittenMemory, _aborted.Token);
                Interlocked.Add(ref _pending, -payloads);
            }

            if (_stream is System.Net.Security.SslStream tls)
                await tls.ShutdownAsync();
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            _log.Debug("The connection to {Peer} is lost: {Problem}.", RemoteAddress, lost.Message);
        }
    }

    private async Task ReadAllAsync()
    {
        IHandleEventListener? listener = null;
        var reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: MostTogether, leaveOpen: true));
        try
        {
            listener = await ReadHandlerSource.Task.WaitAsync(_aborted.Token).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            while (true)
            {
                var read = await reader.ReadAsync(_aborted.Token);
                var buffer = read.Buffer;
                while (TryReadFrame(ref buffer, out var frame))
                {
                    if (!_closing)
                        listener.Notify(new InboundPayload(UnsafeByteOperations.UnsafeWrap(frame)));
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                    break;
            }
        }
        catch (InvalidDataException malformed)
        {
            _log.Warning("Closed the connection to {Peer}: {Problem}.", RemoteAddress, malformed.Message);
        }
        catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            _log.Debug("The connection to {Peer} is lost: {Problem}.", RemoteAddress, lost.Message);
        }

        await reader.CompleteAsync();
        listener?.Notify(new Disassociated(DisassociateInfo.Unknown));
    }

    private bool TryReadFrame(ref ReadOnlySequence<byte> buffer, out byte[] frame)
    {
        frame = [];
        if (buffer.Length < LengthPrefix)
            return false;
        Span<byte> prefix = stackalloc byte[LengthPrefix];
        buffer.Slice(0, LengthPrefix).CopyTo(prefix);
        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length < 0 || length > _maxFrame)
            throw new InvalidDataException($"it sent a frame of {(uint)length} bytes; at most {_maxFrame} are allowed");
        if (buffer.Length < LengthPrefix + length)
            return false;
        frame = buffer.Slice(LengthPrefix, length).ToArray();
        buffer = buffer.Slice(LengthPrefix + length);
        return true;
    }
}
