namespace ActorInput.Faults.Games;

/// <summary>
/// Accepts writes by the same rule as our emulator server: none of an older epoch, each sequence once, a repeated one gets the first answer, gaps are
/// allowed. Used under the game's lock.
/// </summary>
internal sealed class SequenceGate(int mostRemembered)
{
    private readonly Dictionary<(long Epoch, long Sequence), PressTicket> _byTag = [];
    private readonly Queue<PressTicket> _remembered = [];
    private (long Epoch, long Sequence) _forgotten = (-1, 0);

    public long Epoch { get; private set; }

    public long Sequence { get; private set; }

    /// <summary>Decides about a tagged request. Returns the ticket of the request that it repeats, otherwise <paramref name="ticket"/>.</summary>
    public PressVerdict Begin(PressTicket ticket, out PressTicket first)
    {
        first = ticket;
        var request = ticket.Request;
        var tag = (Epoch: request.Epoch!.Value, Sequence: request.Sequence!.Value);
        if (tag.Epoch < Epoch)
            return PressVerdict.StaleEpoch;
        if (tag.Epoch == Epoch && tag.Sequence <= Sequence)
        {
            if (!_byTag.TryGetValue(tag, out var known))
                return PressVerdict.SequenceGone;
            first = known;
            return first.Request.Content == request.Content ? PressVerdict.Repeated : PressVerdict.SequenceReused;
        }

        Epoch = tag.Epoch;
        Sequence = tag.Sequence + request.Count - 1;
        _byTag.Add(tag, ticket);
        _remembered.Enqueue(ticket);
        Forget();
        return PressVerdict.Waiting;
    }

    /// <summary>Takes a new epoch; null if the caller's epoch is not the current one.</summary>
    public long? Claim(ClaimRequest claim)
    {
        if (claim.Held is { } held && held != Epoch)
            return null;
        Epoch = Math.Max(Math.Max(Epoch + 1, claim.AtLeast ?? 0), claim.Resolve is { } asked ? asked.Epoch + 1 : 0);
        Sequence = 0;
        return Epoch;
    }

    /// <summary>The results of sequences. They are final once all requests that were accepted before have ended.</summary>
    public SequenceFate[] Resolve(SequenceRange range)
    {
        var fates = new SequenceFate[range.Count];
        for (var i = 0; i < fates.Length; i++)
        {
            var sequence = range.Sequence + i;
            fates[i] = new SequenceFate(sequence, 0, null, (range.Epoch, sequence).CompareTo(_forgotten) <= 0);
        }

        foreach (var ticket in _remembered.Where(ticket => ticket.Request.Epoch == range.Epoch))
        {
            var before = 0;
            for (var i = 0; i < ticket.Request.Count; i++)
            {
                var at = ticket.Request.Sequence!.Value + i - range.Sequence;
                if (at >= 0 && at < fates.Length)
                    fates[at] = new SequenceFate(range.Sequence + at, ticket.AppliedOf(i, before), ticket.Request.Of[i], IsForgotten: false);
                before += ticket.Request.Of[i];
            }
        }

        return fates;
    }

    private void Forget()
    {
        while (_remembered.Count > mostRemembered && _remembered.Peek().Verdict != PressVerdict.Waiting)
        {
            var oldest = _remembered.Dequeue().Request;
            _byTag.Remove((oldest.Epoch!.Value, oldest.Sequence!.Value));
            _forgotten = (oldest.Epoch!.Value, oldest.Sequence!.Value + oldest.Count - 1);
        }
    }
}
