using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// Decides which waiting inputs are sent together, and when: slow inputs at once, quick ones by count or by a window from the first of them, or
/// as soon as no other input is expected within the window. Not thread-safe: <see cref="InputQueue"/> holds its lock around it.
/// </summary>
internal sealed class InputGathering(BufferingOptions options, PriorityQueues queues, TimeProvider time)
{
    /// <summary>This part of a window is "as soon as they are answered".</summary>
    private const int EchoPart = 8;

    private readonly long _windowTicks = (long)(options.Window.TotalSeconds * time.TimestampFrequency);
    private InputRate _rate = new((int)Math.Ceiling(options.ThresholdPerSecond * options.RateWindow.TotalSeconds), (long)(options.RateWindow.TotalSeconds * time.TimestampFrequency));
    private FollowerEstimator? _followers; // Made with the first input: most of thousands of emulators are idle.
    private EchoEstimator? _echoes; // Made with the first input that returns.
    private bool _gather;
    private int _awaited; // How many inputs should leave together, while some of them are still expected; 0: none is.
    private long _awaitedUntil;

    /// <summary>While set, each input has its own request.</summary>
    public bool OneByOne { get; set; }

    /// <summary>Adds an input that came alone. True when there may be something to take now, or a window to open.</summary>
    public bool Add(QueuedInput input)
    {
        var quick = _rate.Note(input.AcceptedAt);
        if (Predicts)
            (_followers ??= new FollowerEstimator(options.MaxBatch, _windowTicks)).Arrived(input.AcceptedAt);
        _echoes?.Arrived(input.AcceptedAt);
        if (queues.Inputs == 0)
            _gather = quick;
        queues.Enqueue(input);
        if (_awaited > 0)
            return queues.Inputs >= _awaited;
        return !_gather || OneByOne || queues.Inputs == 1 || queues.Inputs == options.MaxBatch || !ExpectsAnother;
    }

    /// <summary>Adds a batch. A batch needs no gathering, so the inputs that wait before it are sent at once.</summary>
    public void Add(PendingBatch batch)
    {
        foreach (var input in batch.Items)
        {
            _rate.Note(input.AcceptedAt);
            queues.Enqueue(input);
        }

        (_gather, _awaited) = (false, 0);
        _followers?.Forget();
        _echoes?.Forget();
    }

    /// <summary>The last request has returned, and its agents do not know yet.</summary>
    /// <param name="dispatch">The request; null when there was none.</param>
    /// <returns>True when its agents should be told before the next request is taken, because nothing waits or they will press again at once.</returns>
    public bool Returned(Dispatch? dispatch)
    {
        _followers?.Returned();
        if (!Predicts || dispatch is not { Command: null, Inputs: [{ Batch: null, Write: null }, ..] inputs })
        {
            _echoes?.Forget();
            return queues.IsEmpty;
        }

        var now = time.GetTimestamp();
        (_echoes ??= new EchoEstimator(_windowTicks / EchoPart)).Returned(inputs.Count, now);
        if (queues.IsEmpty)
            return true;
        if (!_echoes.Expects || !_gather || OneByOne || queues.HasReturned || queues.Commands > 0 || queues.Inputs >= options.MaxBatch)
            return false;
        (_awaited, _awaitedUntil) = (Math.Min(queues.Inputs + inputs.Count, options.MaxBatch), now + (_windowTicks / EchoPart));
        return true;
    }

    /// <summary>Takes what is to be sent now, or null; <paramref name="closesAt"/> then says when to ask again, 0 for never.</summary>
    /// <param name="returned">True when the last request has just returned: waiting inputs are sent at once.</param>
    /// <param name="now">A timestamp of the clock.</param>
    /// <param name="closesAt">When the window closes.</param>
    public Dispatch? Take(bool returned, long now, out long closesAt)
    {
        closesAt = 0;
        if (!queues.TryPeek(out var head))
            return null;
        if (head is QueuedCommand command)
        {
            queues.Dequeue();
            return Dispatch.Of(command);
        }

        if (_awaited > 0)
        {
            if (queues.Inputs < _awaited && now < _awaitedUntil && !OneByOne)
            {
                closesAt = _awaitedUntil;
                return null;
            }

            (_awaited, returned) = (0, true);
        }

        var reason = queues.Inputs >= options.MaxBatch ? CloseReason.Size : returned ? CloseReason.Released : CloseReason.Alone;
        if (reason == CloseReason.Alone && _gather && !OneByOne && !queues.HasReturned)
        {
            // The oldest input opened the window; it need not be the input that is sent first, because another queue may go before its own.
            var closes = queues.OldestAcceptedAt(head) + _windowTicks;
            if (now < closes && ExpectsAnother)
            {
                closesAt = closes;
                return null;
            }

            reason = now < closes ? CloseReason.Predicted : CloseReason.Window;
        }

        return TakeGroup((QueuedInput)head, reason, now);
    }

    private bool Predicts => options.Predict && options.MaxBatch > 1 && _windowTicks > 0;

    private bool ExpectsAnother => _followers?.Expects(queues.Inputs) != false;

    /// <summary>Takes neighbours that may share a request, leaving out what has expired.</summary>
    private Dispatch TakeGroup(QueuedInput first, CloseReason reason, long now)
    {
        var alone = OneByOne || first.Mode == DispatchMode.Sequential || first.Write is not null;
        var most = alone ? 1 : first.Batch?.Items.Length ?? options.MaxBatch;
        var group = new List<QueuedInput>(Math.Min(most, queues.Inputs));
        List<QueuedInput>? expired = null;
        while (group.Count < most && queues.TryPeek(out var head) && head is QueuedInput next && next.Batch == first.Batch && next.Write == first.Write)
        {
            queues.Dequeue();
            if (next.IsExpired(now, time))
                (expired ??= []).Add(next);
            else
                group.Add(next);
        }

        _followers?.Left();
        return Dispatch.Of(group, expired, first.Batch is null ? reason : CloseReason.Batch);
    }
}
