namespace ActorInput.Emulation.Server.Writes;

/// <summary>
/// Fences and numbers the tagged writes of one game. An epoch names an owner: once a newer one is seen, older ones are refused. A sequence
/// is applied at most once; a repeat gets the first answer. Accepted writes run one after another in the order of acceptance, which within
/// an epoch is that of the sequences; gaps upward are allowed. Thread-safe; knows nothing of HTTP or of games.
/// </summary>
/// <remarks>
/// Epochs and, within one, sequences only rise, so tickets are remembered in the order of (epoch, sequence) and one watermark tells what
/// has been forgotten.
/// </remarks>
internal sealed class WriteGate
{
    private readonly Lock _lock = new();
    private readonly Dictionary<WriteTag, WriteTicket> _byTag = [];
    private readonly Queue<WriteTicket> _remembered = new();
    private readonly int _mostRemembered;
    private readonly long _mostBytes;
    private Task _tail = Task.CompletedTask;
    private WriteTag _current;
    private WriteTag _forgotten = new(-1, 0);
    private long _bytes;

    /// <summary>An empty gate: epoch 0, no sequence seen.</summary>
    /// <param name="mostRemembered">Answers to remember; at least 1.</param>
    /// <param name="mostBytes">Bytes that the bodies of remembered answers may take together. The last answer is kept whatever its size.</param>
    public WriteGate(int mostRemembered, long mostBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRemembered, 1);
        _mostRemembered = mostRemembered;
        _mostBytes = mostBytes;
    }

    /// <summary>The current epoch and the last sequence seen in it, 0 for none.</summary>
    public WriteTag Current
    {
        get
        {
            lock (_lock)
                return _current;
        }
    }

    /// <summary>Asks whether a write may be applied. An accepted write takes the sequences from that of its tag on.</summary>
    /// <param name="tag">The epoch of its owner and its number.</param>
    /// <param name="count">How many sequences; at least 1.</param>
    /// <param name="content">A hash of everything that makes up the write.</param>
    public WriteDecision Begin(WriteTag tag, int count, UInt128 content)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tag.Sequence, 1, nameof(tag));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (_lock)
        {
            if (tag.Epoch < _current.Epoch)
                return Decide(WriteVerdict.StaleEpoch, null);
            if (tag.Epoch == _current.Epoch && tag.Sequence <= _current.Sequence)
            {
                if (!_byTag.TryGetValue(tag, out var first))
                    return Decide(WriteVerdict.SequenceGone, null);
                var same = first.Count == count && first.Content == content;
                return same ? Decide(WriteVerdict.Repeated, first) : Decide(WriteVerdict.SequenceReused, null);
            }

            var ticket = new WriteTicket(tag, count, content, _tail);
            _tail = ticket.Answer;
            _current = tag with { Sequence = tag.Sequence + count - 1 };
            _byTag.Add(tag, ticket);
            _remembered.Enqueue(ticket);
            Forget();
            return Decide(WriteVerdict.Accepted, ticket);
        }
    }

    /// <summary>Reports that an accepted write is done. Repeats of it get this answer, and the next write may start.</summary>
    /// <param name="ticket">The write.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="progress">One for each of its sequences, in order.</param>
    public void Complete(WriteTicket ticket, WriteAnswer answer, IReadOnlyList<WriteProgress> progress)
    {
        if (progress.Count != ticket.Count)
            throw new ArgumentException($"{ticket.Count} sequences need as many reports; got {progress.Count}.", nameof(progress));
        lock (_lock)
        {
            ticket.Complete(answer, progress);
            _bytes += ticket.BodyLength;
            Forget();
        }
    }

    /// <summary>
    /// Takes a new epoch at once: from here on, older ones are refused. Completes after every write that was accepted before, so that its results are
    /// final: a sequence that was not seen by then will never be applied.
    /// </summary>
    public async Task<ClaimOutcome> ClaimAsync(WriteClaim claim)
    {
        Task accepted;
        long epoch;
        lock (_lock)
        {
            if (claim.Held is { } held && held != _current.Epoch)
                return new ClaimOutcome(IsGranted: false, _current.Epoch, []);
            epoch = Math.Max(_current.Epoch + 1, claim.AtLeast ?? 0);
            // The new epoch must also be above the resolved one; otherwise a write of that epoch could still come.
            epoch = Math.Max(epoch, claim.Resolve is { } asked ? asked.Epoch + 1 : 0);
            _current = new WriteTag(epoch, 0);
            accepted = _tail;
        }

        await accepted;
        return new ClaimOutcome(IsGranted: true, epoch, claim.Resolve is { } range ? Resolve(range) : []);
    }

    private SequenceFate[] Resolve(SequenceRange range)
    {
        var fates = new SequenceFate[range.Count];
        lock (_lock)
        {
            for (var i = 0; i < fates.Length; i++)
                fates[i] = new SequenceFate(range.Sequence + i, null, IsBefore(new WriteTag(range.Epoch, range.Sequence + i), _forgotten));
            foreach (var ticket in _remembered)
            {
                if (ticket.Tag.Epoch != range.Epoch || ticket.Progress is not { } progress)
                    continue;
                for (var i = 0; i < progress.Count; i++)
                {
                    var at = ticket.Tag.Sequence + i - range.Sequence;
                    if (at >= 0 && at < fates.Length)
                        fates[at] = new SequenceFate(range.Sequence + at, progress[i], IsForgotten: false);
                }
            }
        }

        return fates;
    }

    /// <summary>Drops the oldest answers beyond the limits, but never that of a running write or the last one.</summary>
    private void Forget()
    {
        while (_remembered.Count > 1 && (_remembered.Count > _mostRemembered || _bytes > _mostBytes)
            && _remembered.Peek() is { Progress: not null } oldest)
        {
            _remembered.Dequeue();
            _byTag.Remove(oldest.Tag);
            _bytes -= oldest.BodyLength;
            _forgotten = oldest.Tag with { Sequence = oldest.Tag.Sequence + oldest.Count - 1 };
        }
    }

    private static bool IsBefore(WriteTag tag, WriteTag mark) =>
        tag.Epoch < mark.Epoch || (tag.Epoch == mark.Epoch && tag.Sequence <= mark.Sequence);

    private WriteDecision Decide(WriteVerdict verdict, WriteTicket? ticket) => new(verdict, ticket, _current.Epoch, _current.Sequence);
}
