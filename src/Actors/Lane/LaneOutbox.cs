namespace ActorInput.Actors.Lane;

/// <summary>
/// The outgoing frames of a session: numbered from 1, written once into chunks, sent from them as often as needed, and dropped when they are
/// acknowledged. Not safe for several threads; a chunk's written bytes never change, so any thread can read them.
/// </summary>
internal sealed class LaneOutbox
{
    private const int ChunkBytes = 32 * 1_024;
    private LaneChunk _head = new(ChunkBytes, 1);
    private LaneChunk _tail;

    public LaneOutbox() => _tail = _head;

    /// <summary>The number of the last numbered frame; 0 before the first.</summary>
    public long Last => _tail.Last;

    /// <summary>The number up to which the peer has all frames.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>The number up to which frames were ever given to a carrier.</summary>
    public long Sent { get; private set; }

    /// <summary>Bytes kept.</summary>
    public long Bytes { get; private set; }

    public bool IsAcknowledged => Acknowledged == Last;

    /// <summary>Room for a frame with the next number; to be filled at once.</summary>
    public Span<byte> Add(int length)
    {
        var frame = AddUnnumbered(length);
        _tail.Last++;
        return frame;
    }

    /// <summary>Room for a frame without a number; to be filled at once.</summary>
    public Span<byte> AddUnnumbered(int length)
    {
        if (_tail.Bytes.Length - _tail.Count < length)
        {
            _tail.Next = new LaneChunk(Math.Max(ChunkBytes, length), _tail.Last + 1);
            _tail = _tail.Next;
            DropAcknowledged();
        }

        var frame = _tail.Bytes.AsSpan(_tail.Count, length);
        _tail.Count += length;
        Bytes += length;
        return frame;
    }

    /// <summary>The peer has all frames up to this number.</summary>
    /// <exception cref="InvalidDataException">There is no such number.</exception>
    public void Acknowledge(long number)
    {
        if (number > Sent)
            throw new InvalidDataException($"it acknowledged frame {number}, and {Sent} were sent");
        if (number <= Acknowledged)
            return;
        Acknowledged = number;
        DropAcknowledged();
    }

    /// <summary>Where the frame behind this number begins, to go out from there.</summary>
    public LaneCursor After(long number)
    {
        if (number < Acknowledged)
            throw new InvalidDataException($"it wants frames from {number + 1} on, and has acknowledged {Acknowledged}");
        var chunk = _head;
        while (chunk.Last <= number && chunk.Next is { } next)
            chunk = next;
        if (chunk.Last <= number)
            return new LaneCursor { Chunk = chunk, Offset = chunk.Count, Number = number + 1 };
        ReadOnlySpan<byte> rest = chunk.Bytes.AsSpan(0, chunk.Count);
        for (var passed = chunk.First - 1; passed < number;)
        {
            LaneFormat.TryRead(ref rest, int.MaxValue, out var kind, out _);
            if (LaneFormat.IsNumbered(kind))
                passed++;
        }

        return new LaneCursor { Chunk = chunk, Offset = chunk.Count - rest.Length, Number = number + 1 };
    }

    /// <summary>The next bytes to send, whole frames; empty when there are none.</summary>
    /// <param name="cursor">From where; moved behind them.</param>
    /// <param name="first">The number of the first numbered frame among them.</param>
    public ReadOnlyMemory<byte> Take(ref LaneCursor cursor, out long first)
    {
        while (cursor.Offset == cursor.Chunk.Count && cursor.Chunk.Next is { } next)
            cursor = new LaneCursor { Chunk = next, Number = next.First };
        first = cursor.Number;
        var chunk = cursor.Chunk;
        var bytes = chunk.Bytes.AsMemory(cursor.Offset, chunk.Count - cursor.Offset);
        cursor.Offset = chunk.Count;
        cursor.Number = chunk.Last + 1;
        Sent = Math.Max(Sent, chunk.Last);
        return bytes;
    }

    private void DropAcknowledged()
    {
        while (_head.Last <= Acknowledged && _head.Next is { } next)
        {
            Bytes -= _head.Count;
            _head = next;
        }
    }
}
