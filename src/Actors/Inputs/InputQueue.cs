namespace ActorInput.Actors.Inputs;

/// <summary>
/// What one emulator's actor accepted and has not sent: bounded, in <see cref="InputLanes"/>. The actor adds, the buffering stage takes; an
/// input stays here until the moment it leaves, so that what waits can still be overtaken, expire, be counted and outlive the actor.
/// </summary>
/// <remarks>The lock is held for a few operations on two threads; the stage is signalled only when there is something for it to decide.</remarks>
internal sealed class InputQueue
{
    private readonly Lock _lock = new();
    private readonly BufferingOptions _options;
    private readonly InputLanes _lanes;
    private readonly InputGathering _gathering;
    private Action? _signal;
    private Action? _takenBy;
    private Action? _report;
    private bool _stageWaits;
    private bool _held = true;
    private Dispatch? _outstanding;
    private List<Dispatch>? _unsettled; // Made with the first dispatch: most of thousands of emulators are idle.

    public InputQueue(BufferingOptions options, TimeProvider time)
    {
        _options = options;
        _lanes = new InputLanes(time);
        _gathering = new InputGathering(options, _lanes, time);
        Time = time;
        Gauge = new EmulatorGauge(time);
    }

    /// <summary>How busy the emulator is, for others to see.</summary>
    public EmulatorGauge Gauge { get; }

    /// <summary>The clock by whose timestamps its windows and deadlines run.</summary>
    public TimeProvider Time { get; }

    /// <summary>Inputs that wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _lanes.Inputs;
        }
    }

    /// <summary>Questions and commands that wait.</summary>
    public int Commands
    {
        get
        {
            lock (_lock)
                return _lanes.Commands;
        }
    }

    /// <summary>True when nothing waits, commands included.</summary>
    public bool IsEmpty => Count + Commands == 0;

    /// <summary>What left and has not returned; otherwise null.</summary>
    public Dispatch? Outstanding
    {
        get
        {
            lock (_lock)
                return _outstanding;
        }
    }

    /// <summary>
    /// What left and is not settled, in order: the one in flight, and those whose result is on its way to the actor. Whoever ends the actor
    /// answers them.
    /// </summary>
    public IReadOnlyList<Dispatch> Unsettled
    {
        get
        {
            lock (_lock)
                return _unsettled is null ? [] : [.. _unsettled];
        }
    }

    /// <summary>The executions that wait.</summary>
    public IReadOnlyList<QueuedExecution> Executions
    {
        get
        {
            lock (_lock)
                return [.. _lanes.Executions];
        }
    }

    /// <summary>Whether the predicate names anything that waits, or that left and is not settled.</summary>
    public bool Has(Func<WorkItem, bool> predicate)
    {
        lock (_lock)
        {
            return _lanes.Any(predicate) || _unsettled?.Exists(
                dispatch => dispatch.Inputs.Exists(input => predicate(input)) || (dispatch.Command is { } command && predicate(command))) == true;
        }
    }

    /// <summary>While set, each input goes alone in its request.</summary>
    public bool OneByOne
    {
        get
        {
            lock (_lock)
                return _gathering.OneByOne;
        }

        set
        {
            lock (_lock)
                _gathering.OneByOne = value;
        }
    }

    /// <summary>
    /// A stage takes from here on, and the one before no more. <paramref name="signal"/> names it, and is called, on any thread, when it has
    /// something to decide.
    /// </summary>
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
            if (ReferenceEquals(_signal, signal))
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
            _gathering.Returned();
            if (_signal is not null && ReferenceEquals(_signal, _takenBy))
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

    /// <summary>What left is answered, or waits again.</summary>
    public void Settled(Dispatch dispatch)
    {
        lock (_lock)
            _unsettled?.Remove(dispatch);
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

    /// <summary>Whether one question or command more has room: as many wait at most as inputs do.</summary>
    public bool HasRoomForCommand => Commands < _options.QueueLength;

    /// <summary>Adds an input that came alone; there must be room.</summary>
    public void Add(QueuedInput input)
    {
        Action? signal;
        Gauge.Accepted(input.Frames, input.AcceptedAt);
        lock (_lock)
            signal = _gathering.Add(input) ? Waiting : null;
        signal?.Invoke();
    }

    /// <summary>Adds a batch, which leaves together; there must be room.</summary>
    public void Add(PendingBatch batch)
    {
        Action? signal;
        Gauge.Accepted(batch.Items.Sum(static input => input.Frames), batch.Items[0].AcceptedAt);
        lock (_lock)
        {
            _gathering.Add(batch);
            signal = Waiting;
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
            signal = Waiting;
        }

        signal?.Invoke();
    }

    /// <summary>Puts inputs that were sent but not applied back before everything else, in their order.</summary>
    public void PutBack(IEnumerable<QueuedInput> inputs)
    {
        Action? signal;
        lock (_lock)
        {
            _lanes.PutBack(inputs);
            signal = Waiting;
        }

        signal?.Invoke();
    }

    /// <summary>
    /// What leaves now, or null. Then <paramref name="closesAt"/> says when to ask again if the stage is not signalled before: 0 for never.
    /// </summary>
    /// <param name="taker">The signal of the stage that asks: one that was detached gets nothing, so that two never send at once.</param>
    /// <param name="returned">True when the last request has just returned: what waits leaves at once.</param>
    /// <param name="now">A timestamp of the clock.</param>
    /// <param name="closesAt">When the window closes.</param>
    public Dispatch? TryTake(Action taker, bool returned, long now, out long closesAt)
    {
        closesAt = 0;
        lock (_lock)
        {
            if (!ReferenceEquals(taker, _signal))
                return null;
            var dispatch = _held ? null : _gathering.Take(returned, now, out closesAt);
            _stageWaits = dispatch is null;
            if (dispatch is null)
                return null;
            (_outstanding, _takenBy) = (dispatch, taker);
            (_unsettled ??= []).Add(dispatch);
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

    /// <summary>The signal of the stage, if it waits for something that may leave.</summary>
    private Action? Waiting => _stageWaits && !_held ? _signal : null;
}
