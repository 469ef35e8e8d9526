using ActorInput.Contracts.Wire;

namespace ActorInput.Actors.Lane;

/// <summary>
/// One end of a session between a client process and a server process. It outlives its carriers: frames are numbered in both directions and kept
/// until acknowledged, and a new carrier continues after the last frame that the other end has. So a broken connection between two living processes
/// loses nothing, doubles nothing and changes no order. Safe to call from any thread.
/// </summary>
/// <param name="id">Its random number.</param>
/// <param name="options">Limits and times.</param>
/// <param name="time">The clock.</param>
internal abstract class LaneSession(long id, LaneOptions options, TimeProvider time)
{
    private const int AckAfterFrames = 512;
    private const int AckAfterBytes = 64 * 1_024;
    private static readonly TimeSpan MostQuietATick = TimeSpan.FromSeconds(1);

    /// <summary>Held while frames are read, so that they are handled one after another across carriers. Taken before <see cref="Sending"/>.</summary>
    private readonly Lock _receiving = new();
    private volatile LaneAttachment? _current;
    private volatile bool _heard;
    private volatile bool _hasEnded;
    private long _received;
    private long _ackSent;
    private long _unacknowledgedBytes;
    private readonly LaneResend _resend = new(time);
    private long _tickedAt = time.GetTimestamp();
    private TimeSpan _quiet;

    public long Id => id;

    /// <summary>Its carrier; null while there is none.</summary>
    public LaneAttachment? Current => _current;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Guards outgoing frames, and what the two kinds of session keep about them.</summary>
    protected Lock Sending { get; } = new();

    /// <summary>Outgoing frames. Used under <see cref="Sending"/>.</summary>
    protected LaneOutbox Outbox { get; } = new();

    protected LaneOptions Options => options;

    /// <summary>Leaves its carrier, so that no frame arrives while the other end is told the number.</summary>
    /// <returns>Up to which number all frames have arrived.</returns>
    public long Detach()
    {
        LaneAttachment? old;
        long received;
        lock (_receiving)
        {
            (old, _current) = (_current, null);
            received = _received;
        }

        old?.Carrier.Abort();
        return received;
    }

    /// <summary>Up to which number all frames have arrived.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Continues with this carrier instead of any other.</summary>
    /// <param name="carrier">The carrier.</param>
    /// <param name="attempt">The client's number for it.</param>
    /// <param name="toldReceived">The number that the other end was told.</param>
    /// <param name="peerReceived">The number up to which the other end has all frames.</param>
    /// <returns>Null when the session has ended or is on a later attempt.</returns>
    /// <exception cref="InvalidDataException">The session cannot continue from there.</exception>
    public LaneAttachment? Attach(ILaneCarrier carrier, long attempt, long toldReceived, long peerReceived)
    {
        var next = new LaneAttachment(this, carrier, attempt) { NextToArrive = toldReceived + 1 };
        LaneAttachment? old;
        lock (_receiving)
        {
            lock (Sending)
            {
                old = _current;
                if (HasEnded || old?.Attempt >= attempt)
                    return null;
                Outbox.Acknowledge(peerReceived);
                next.Cursor = Outbox.After(peerReceived);
                _ackSent = toldReceived;
                _heard = true;
                _current = next;
                Wake();
            }
        }

        old?.Carrier.Abort();
        return next;
    }

    /// <summary>The carrier cannot be used any more.</summary>
    public void Ended(LaneAttachment attachment)
    {
        attachment.Carrier.Abort();
        lock (_receiving)
        {
            if (_current == attachment)
                _current = null;
        }
    }

    /// <summary>Takes bytes that arrived.</summary>
    /// <param name="attachment">The carrier; carriers that the session has left are ignored.</param>
    /// <param name="bytes">Frames, the last perhaps cut off.</param>
    /// <returns>Bytes of the whole frames.</returns>
    /// <exception cref="InvalidDataException">The other end does not keep to the protocol.</exception>
    public int Receive(LaneAttachment attachment, ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        lock (_receiving)
        {
            if (_current != attachment)
                return bytes.Length;
            _heard = true;
            while (LaneFormat.TryRead(ref rest, options.MaxFrameBytes, out var kind, out var body))
            {
                if (LaneFormat.IsNumbered(kind))
                    Arrived(attachment, kind, body);
                else if (kind == LaneFrameKind.Ack)
                    Acknowledged(LaneFormat.ReadAck(body));
                else
                    throw new InvalidDataException($"it sent a frame of kind {(byte)kind} in mid-session");
            }

            _unacknowledgedBytes += bytes.Length - rest.Length;
            AcknowledgeSoon();
        }

        return bytes.Length - rest.Length;
    }

    /// <summary>Takes frames from a carrier that may lose some. Frames that do not follow the last one are skipped, because they come again.</summary>
    public void ReceiveLossy(LaneAttachment attachment, long first, ReadOnlySpan<byte> bytes)
    {
        lock (_receiving)
        {
            if (_current != attachment)
                return;
            _heard = true;
            if (first > _received + 1)
                return;
            attachment.NextToArrive = first;
            Receive(attachment, bytes);
        }
    }

    /// <summary>Acknowledges soon, even if nothing new arrived: the other end may have missed the last acknowledgement.</summary>
    public void AcknowledgeAgain()
    {
        lock (Sending)
        {
            _ackSent = -1;
            Wake();
        }
    }

    /// <summary>The next bytes for that carrier; false when there are none, or it is no longer the session's.</summary>
    public bool TryTake(LaneAttachment attachment, out ReadOnlyMemory<byte> bytes, out long first)
    {
        lock (Sending)
        {
            (bytes, first) = (default, 0);
            if (_current == attachment)
            {
                var received = Received;
                if (received != _ackSent)
                {
                    LaneFormat.WriteAck(Outbox.AddUnnumbered(LaneFormat.AckFrameBytes), received);
                    _ackSent = received;
                }

                bytes = Outbox.Take(ref attachment.Cursor, out first);
            }

            attachment.IsFlushing = !bytes.IsEmpty;
            return attachment.IsFlushing;
        }
    }

    /// <summary>Does periodic work; called several times a second, one call at a time.</summary>
    public virtual void Tick()
    {
        var now = time.GetTimestamp();
        var passed = time.GetElapsedTime(_tickedAt, now);
        _tickedAt = now;
        var heard = _heard;
        _heard = false;
        var current = _current;
        lock (Sending)
        {
            // A process that was itself stopped for a while first gives the other end a moment to be heard, and does not count that time as silence.
            var isWaiting = current is null || !current.Carrier.IsConnection || !Outbox.IsAcknowledged;
            _quiet = heard || !isWaiting ? TimeSpan.Zero : _quiet + (passed < MostQuietATick ? passed : MostQuietATick);
            if (current is not null && Received != _ackSent)
                Wake();
            if (current is { Carrier.IsConnection: false } && _resend.IsDue(Outbox, now))
            {
                current.Cursor = Outbox.After(Outbox.Acknowledged);
                Wake();
            }
        }

        if (_quiet > options.ResumeFor)
            End();
        else if (_quiet > options.ResumeFor / 2 && current is { Carrier.IsConnection: true })
            current.Carrier.Abort(); // The carrier may be dead without a sign of it.
    }

    /// <summary>Ends the session: frames are ignored from now on.</summary>
    public void End()
    {
        LaneAttachment? old;
        Action ended;
        lock (_receiving)
        {
            lock (Sending)
            {
                if (HasEnded)
                    return;
                _hasEnded = true;
                (old, _current) = (_current, null);
                ended = OnEnd();
            }
        }

        old?.Carrier.Abort();
        ended();
    }

    /// <summary>Writes a frame of a message. Under <see cref="Sending"/>.</summary>
    protected void Add(LaneFrameKind kind, int slot, in PreparedMessage message)
    {
        LaneFormat.WriteMessage(Outbox.Add(LaneFormat.MessageHeadBytes + message.Size), kind, slot, message);
        Wake();
    }

    /// <summary>Writes a frame that is ready. Under <see cref="Sending"/>.</summary>
    protected void Add(ReadOnlySpan<byte> frame)
    {
        frame.CopyTo(Outbox.Add(frame.Length));
        Wake();
    }

    /// <summary>Handles a frame; called for each once, in order, one at a time.</summary>
    /// <exception cref="InvalidDataException">The other end does not keep to the protocol.</exception>
    protected abstract void Handle(LaneFrameKind kind, ReadOnlySpan<byte> body);

    /// <summary>Called once at the end, under all locks; the returned action is called outside of them.</summary>
    protected abstract Action OnEnd();

    private void Arrived(LaneAttachment attachment, LaneFrameKind kind, ReadOnlySpan<byte> body)
    {
        var number = attachment.NextToArrive++;
        if (number <= _received)
            return;
        if (number != _received + 1)
            throw new InvalidDataException($"it sent frame {number} where {_received + 1} was due");
        Interlocked.Exchange(ref _received, number);
        Handle(kind, body);
    }

    private void Acknowledged(long number)
    {
        lock (Sending)
            Outbox.Acknowledge(number);
    }

    private void AcknowledgeSoon()
    {
        if (_received - Interlocked.Read(ref _ackSent) < AckAfterFrames && _unacknowledgedBytes < AckAfterBytes)
            return;
        _unacknowledgedBytes = 0;
        lock (Sending)
            Wake();
    }

    /// <summary>Makes the carrier send, unless it is sending. Used under <see cref="Sending"/>.</summary>
    private void Wake()
    {
        if (_current is not { IsFlushing: false } current)
            return;
        current.IsFlushing = true;
        ThreadPool.UnsafeQueueUserWorkItem(current, preferLocal: false);
    }
}
