using System.Diagnostics;
using ActorInput.Actors.Balancing;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Buffering;

/// <summary>
/// What one emulator's actor accepted and has not sent: bounded, in <see cref="InputLanes"/>. The actor adds, the buffering stage takes; an
/// input stays here until the moment it leaves, so that what waits can still be overtaken, expire, be counted and outlive the actor.
/// </summary>
/// <remarks>The lock is held for a few operations on two threads; the stage is signalled only when there is something for it to decide.</remarks>
internal sealed class InputQueue
{
    private readonly Lock _lock = new();
    private readonly BufferingOptions _options;
    private readonly long _windowTicks;
    private readonly InputLanes _lanes = new();
    private InputRate _rate;
    private Action? _signal;
    private Action? _takenBy;
    private Action? _report;
    private bool _stageWaits;
    private bool _held = true;
    private bool _oneByOne;
    private bool _gather;
    private Dispatch? _outstanding;

    public InputQueue(BufferingOptions options)
    {
        _options = options;
        _windowTicks = (long)(options.Window.TotalSeconds * Stopwatch.Frequency);
        _rate = new InputRate(options.ThresholdPerSecond);
    }

    /// <summary>How busy the emulator is, for others to see.</summary>
    public EmulatorGauge Gauge { get; } = new();

    /// <summary>Inputs that wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _lanes.Inputs;
        }
    }

    /// <summary>True when nothing waits, commands included.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _lanes.IsEmpty;
        }
    }

    /// <summary>What left, until <see cref="Returned"/> says that it has its result; otherwise null.</summary>
    public Dispatch? Outstanding
    {
        get
        {
            lock (_lock)
                return _outstanding;
        }
    }

    /// <summary>While set, each input goes alone in its request.</summary>
    public bool OneByOne
    {
        get
        {
            lock (_lock)
                return _oneByOne;
        }

        set
        {
            lock (_lock)
                _oneByOne = value;
        }
    }

    /// <summary>A stage takes from here on; <paramref name="signal"/> is called, on any thread, when it has something to decide.</summary>
    public void Attach(Action signal)
    {
        lock (_lock)
        {
            _signal = signal;
            _stageWaits = false;
        }
    }

    /// <summary>The stage takes no more. Nothing happens when another has taken its place already: streams end in their own time.</summary>
    public void Detach(Action signal)
    {
        lock (_lock)
        {
            if (_signal == signal)
                _signal = null;
        }

        Report();
    }

    /// <summary>
    /// Nothing leaves until <see cref="Release"/>. Called by the one who sends, the moment something failed, so that nothing slips out
    /// behind it before the actor has decided.
    /// </summary>
    public void Hold()
    {
        lock (_lock)
            _held = true;
    }

    /// <summary>
    /// What left has its result. It is reported once the stage has taken what gathered meanwhile: told before, the first agent that answers at
    /// once would be sent alone, and all others would wait for its return.
    /// </summary>
    public void Returned(Action report)
    {
        lock (_lock)
        {
            _outstanding = null;
            _report = report;
            if (_signal is not null && _signal == _takenBy)
                return;
        }

        Report(); // The stage that took it is gone.
    }

    /// <summary>Reports what returned.</summary>
    public void Report()
    {
        Action? report;
        lock (_lock)
        {
            report = _report;
            _report = null;
        }

        report?.Invoke();
    }

    /// <summary>Lets things leave again.</summary>
    public void Release()
    {
        Action? signal;
        lock (_lock)
        {
            _held = false;
            signal = _signal;
        }

        signal?.Invoke();
    }

    /// <summary>Whether so many inputs more have room.</summary>
    public bool HasRoomFor(int inputs) => Count + inputs <= _options.QueueLength;

    /// <summary>Adds an input that came alone; there must be room.</summary>
    public void Add(QueuedInput input)
    {
        Action? signal;
        Gauge.Accepted(input.Frames, input.AcceptedAt);
        lock (_lock)
        {
            var quick = _rate.Note(input.AcceptedAt);
            if (_lanes.Inputs == 0)
                _gather = quick;
            _lanes.Enqueue(input);
            var decides = !_gather || _oneByOne || _lanes.Inputs == 1 || _lanes.Inputs == _options.MaxBatch;
            signal = _stageWaits && !_held && decides ? _signal : null;
        }

        signal?.Invoke();
    }

    /// <summary>Adds a batch, which leaves together; there must be room. It is gathered already, so what waits before it leaves at once.</summary>
    public void Add(PendingBatch batch)
    {
        Action? signal;
        Gauge.Accepted(batch.Items.Sum(static input => input.Frames), batch.Items[0].AcceptedAt);
        lock (_lock)
        {
            foreach (var input in batch.Items)
            {
                _rate.Note(input.AcceptedAt);
                _lanes.Enqueue(input);
            }

            _gather = false;
            signal = _stageWaits && !_held ? _signal : null;
        }

        signal?.Invoke();
    }

    /// <summary>Adds a question or a command.</summary>
    public void Add(QueuedCommand command)
    {
        Action? signal;
        lock (_lock)
        {
            _lanes.Enqueue(command);
            signal = _stageWaits && !_held ? _signal : null;
        }

        signal?.Invoke();
    }

    /// <summary>Puts inputs that were sent but not applied back before everything else, in their order.</summary>
    public void PutBack(IEnumerable<QueuedInput> inputs)
    {
        lock (_lock)
            _lanes.PutBack(inputs);
    }

    /// <summary>
    /// What leaves now, or null. Then <paramref name="closesAt"/> says when to ask again if the stage is not signalled before: 0 for never.
    /// </summary>
    /// <param name="returned">True when the last request has just returned: what waits leaves at once.</param>
    /// <param name="now">A stopwatch timestamp.</param>
    /// <param name="closesAt">When the window closes.</param>
    public Dispatch? TryTake(bool returned, long now, out long closesAt)
    {
        lock (_lock)
        {
            closesAt = 0;
            var dispatch = _held ? null : Next(returned, now, ref closesAt);
            _stageWaits = dispatch is null;
            if (dispatch is not null)
                (_outstanding, _takenBy) = (dispatch, _signal);
            return dispatch;
        }
    }

    /// <summary>Takes out every input that the predicate names, in order.</summary>
    public List<QueuedInput> Remove(Func<QueuedInput, bool> predicate)
    {
        lock (_lock)
            return _lanes.Remove(predicate);
    }

    /// <summary>Takes out everything, in the order in which it would have gone.</summary>
    public List<WorkItem> RemoveAll()
    {
        lock (_lock)
            return _lanes.RemoveAll();
    }

    /// <summary>Takes out every question and command.</summary>
    public List<QueuedCommand> RemoveCommands() => RemoveCommands(static _ => true);

    /// <summary>Takes out every question and command that the predicate names.</summary>
    public List<QueuedCommand> RemoveCommands(Func<QueuedCommand, bool> predicate)
    {
        lock (_lock)
            return _lanes.RemoveCommands(predicate);
    }

    /// <summary>The earliest deadline of what waits, as time from <paramref name="now"/>; null when nothing has one.</summary>
    public TimeSpan? NextDeadline(long now)
    {
        lock (_lock)
            return _lanes.NextDeadline(now);
    }

    private Dispatch? Next(bool returned, long now, ref long closesAt)
    {
        if (!_lanes.TryPeek(out var head))
            return null;
        if (head is QueuedCommand command)
        {
            _lanes.Dequeue();
            return Dispatch.Of(command);
        }

        var reason = _lanes.Inputs >= _options.MaxBatch ? CloseReason.Size : returned ? CloseReason.Released : CloseReason.Alone;
        if (reason == CloseReason.Alone && _gather && !_oneByOne && !_lanes.HasReturned)
        {
            // The oldest input opened the window; with two lanes that need not be the one that goes first.
            var closes = _lanes.OldestAcceptedAt(head) + _windowTicks;
            if (now < closes)
            {
                closesAt = closes;
                return null;
            }

            reason = CloseReason.Window;
        }

        return TakeGroup((QueuedInput)head, reason, now);
    }

    /// <summary>Takes neighbours that may share a request, leaving out what has expired.</summary>
    private Dispatch TakeGroup(QueuedInput first, CloseReason reason, long now)
    {
        var alone = _oneByOne || first.Mode == DispatchMode.Sequential;
        var most = alone ? 1 : first.Batch?.Items.Length ?? _options.MaxBatch;
        var group = new List<QueuedInput>(Math.Min(most, _lanes.Inputs));
        List<QueuedInput>? expired = null;
        while (group.Count < most && _lanes.TryPeek(out var head) && head is QueuedInput next && next.Batch == first.Batch)
        {
            _lanes.Dequeue();
            if (next.IsExpired(now))
                (expired ??= []).Add(next);
            else
                group.Add(next);
        }

        return Dispatch.Of(group, expired, first.Batch is null ? reason : CloseReason.Batch);
    }
}
