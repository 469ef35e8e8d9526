namespace ActorInput.Actors.Inputs;

/// <summary>
/// The inputs that one emulator's actor accepted and has not sent, in <see cref="PriorityQueues"/>; their number is bounded. The actor adds inputs, the
/// buffering stage takes them. An input stays here until it is sent, so that a waiting input can still be overtaken, expire, be counted and outlive
/// the actor.
/// </summary>
/// <remarks>Two threads use the lock, for a few operations each time. The stage is signalled only when it has something to decide.</remarks>
internal sealed class InputQueue
{
    private readonly Lock _lock = new();
    private readonly BufferingOptions _options;
    private readonly PriorityQueues _queues;
    private readonly InputGathering _gathering;
    private Action? _signal;
    private Action? _takenBy;
    private Action? _report;
    private bool _stageWaits;
    private bool _reportedFirst;
    private bool _held = true;
    private Dispatch? _outstanding;
    private List<Dispatch>? _unsettled; // Made with the first dispatch: most of thousands of emulators are idle.

    public InputQueue(BufferingOptions options, TimeProvider time)
    {
        _options = options;
        _queues = new PriorityQueues(time);
        _gathering = new InputGathering(options, _queues, time);
        Time = time;
        Gauge = new EmulatorGauge(time);
    }

    /// <summary>How busy the emulator is; other parts read it.</summary>
    public EmulatorGauge Gauge { get; }

    /// <summary>The clock by whose timestamps its windows and deadlines run.</summary>
    public TimeProvider Time { get; }

    /// <summary>Inputs that wait.</summary>
    public int Count => _queues.Inputs;

    /// <summary>Questions and commands that wait.</summary>
    public int Commands => _queues.Commands;

    /// <summary>True when nothing waits, commands included.</summary>
    public bool IsEmpty => _queues.IsEmpty;

    /// <summary>The request that was sent and has not returned; otherwise null.</summary>
    public Dispatch? Outstanding
    {
        get
        {
            lock (_lock)
                return _outstanding;
        }
    }

    /// <summary>
    /// The requests that were sent and are not settled, in order: the one in flight, and those whose result is on its way to the actor. When the
    /// actor ends, its inputs are answered from here.
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
                return [.. _queues.Executions];
        }
    }

    /// <summary>Whether the predicate is true for any item that waits, or that was sent and is not settled.</summary>
    public bool Has(Func<WorkItem, bool> predicate)
    {
        lock (_lock)
        {
            return _queues.Any(predicate) || _unsettled?.Exists(
                dispatch => dispatch.Inputs.Exists(input => predicate(input)) || (dispatch.Command is { } command && predicate(command))) == true;
        }
    }

    /// <summary>While set, each input has a request of its own.</summary>
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
    /// From now on this stage takes inputs, and the previous one no longer does. <paramref name="signal"/> identifies the stage. It is called, on any
    /// thread, when the stage has something to decide.
    /// </summary>
    public void Attach(Action signal)
    {
        lock (_lock)
        {
            _signal = signal;
            _stageWaits = false;
        }
    }

    /// <summary>
    /// Detaches the stage. Does nothing when another stage has already taken its place: a stream may end later than the next
    /// begins.
    /// </summary>
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
    /// Holds all inputs back until <see cref="Release"/>. The sender calls it the moment a request fails, so that no later input is sent before the
    /// actor has decided.
    /// </summary>
    public void Hold()
    {
        lock (_lock)
            _held = true;
    }

    /// <summary>
    /// Called when a request returns. While inputs wait, results are reported only after the stage has taken the next batch; otherwise the first agent
    /// to press again would be sent alone, and all others would wait for its return. When nothing waits, or the agents are expected to press again at
    /// once, results are reported at once, and what comes then is gathered.
    /// </summary>
    public void Returned(Action report)
    {
        lock (_lock)
        {
            _reportedFirst = _gathering.Returned(_outstanding);
            _outstanding = null;
            // Where the stage that took it is gone, nobody would ask for the report.
            if (!_reportedFirst && _signal is not null && ReferenceEquals(_signal, _takenBy))
            {
                _report = report;
                return;
            }
        }

        report();
    }

    /// <summary>Reports the results that have returned.</summary>
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

    /// <summary>Settles a request: each of its inputs is answered, or waits again.</summary>
    public void Settled(Dispatch dispatch)
    {
        lock (_lock)
            _unsettled?.Remove(dispatch);
    }

    /// <summary>Ends a hold: inputs may be sent again.</summary>
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

    /// <summary>Whether there is room for this many more inputs.</summary>
    public bool HasRoomFor(int inputs) => Count + inputs <= _options.QueueLength;

    /// <summary>Whether there is room for one more question or command. They have the same limit as inputs.</summary>
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
            _queues.Enqueue(command);
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
            _queues.PutBack(inputs);
            signal = Waiting;
        }

        signal?.Invoke();
    }

    /// <summary>
    /// Takes what is to be sent now, or null. If null, <paramref name="closesAt"/> says when to ask again unless the stage is signalled before; 0
    /// means never.
    /// </summary>
    /// <param name="taker">The signal of the stage that asks. A detached stage gets nothing, so that two stages never send at once.</param>
    /// <param name="returned">True when the last request has just returned: waiting inputs are sent at once.</param>
    /// <param name="now">A timestamp of the clock.</param>
    /// <param name="closesAt">When the window closes.</param>
    public Dispatch? TryTake(Action taker, bool returned, long now, out long closesAt)
    {
        closesAt = 0;
        lock (_lock)
        {
            if (!ReferenceEquals(taker, _signal))
                return null;
            var dispatch = _held ? null : _gathering.Take(returned && !_reportedFirst, now, out closesAt);
            _reportedFirst = false;
            _stageWaits = dispatch is null;
            if (dispatch is null)
                return null;
            (_outstanding, _takenBy) = (dispatch, taker);
            (_unsettled ??= []).Add(dispatch);
            return dispatch;
        }
    }

    /// <summary>Takes out every input for which the predicate is true, in order.</summary>
    public List<QueuedInput> Remove(Func<QueuedInput, bool> predicate)
    {
        lock (_lock)
            return _queues.Remove(predicate);
    }

    /// <summary>Takes out everything, in the order in which it would have gone.</summary>
    public List<WorkItem> RemoveAll()
    {
        lock (_lock)
            return _queues.RemoveAll();
    }

    /// <summary>Takes out every question and command for which the predicate is true.</summary>
    public List<QueuedCommand> RemoveCommands(Func<QueuedCommand, bool> predicate)
    {
        lock (_lock)
            return _queues.RemoveCommands(predicate);
    }

    /// <summary>The earliest deadline of the waiting items, as time from <paramref name="now"/>; null when none has a deadline.</summary>
    public TimeSpan? NextDeadline(long now)
    {
        lock (_lock)
            return _queues.NextDeadline(now);
    }

    /// <summary>The signal of the stage, if it waits and there is something to send.</summary>
    private Action? Waiting => _stageWaits && !_held ? _signal : null;
}
