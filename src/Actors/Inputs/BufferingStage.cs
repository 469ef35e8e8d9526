using Akka.Streams;
using Akka.Streams.Stage;

namespace ActorInput.Actors.Inputs;

/// <summary>
/// The head of an emulator's input stream. It takes inputs from the queue in groups, by count or by a window from the first input, whichever is
/// first. Slow inputs are sent at once; inputs that gathered while a request was in flight are sent when downstream pulls again.
/// </summary>
/// <remarks>
/// Akka's own GroupedWithin has the same meaning, but its timer ticks at 10 ms, does not start with the first element and runs when
/// idle. See docs/decisions/0003-buffering-stage.md for the figures of both.
/// </remarks>
internal sealed class BufferingStage(InputQueue queue, WindowTimer timer) : GraphStage<SourceShape<Dispatch>>
{
    private readonly Lock _lock = new();
    private readonly Outlet<Dispatch> _out = new("BufferingStage.out");
    private Logic? _logic;
    private bool _isStopped;

    public override SourceShape<Dispatch> Shape => new(_out);

    /// <summary>
    /// Ends the stream. From now on it takes nothing; waiting inputs stay in the queue. A stage is materialized only once, so it is clear which
    /// stream ends.
    /// </summary>
    public void Stop()
    {
        lock (_lock)
            _isStopped = true;
        queue.Detach(_logic!.Decide);
        _logic.Stop();
    }

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) =>
        _logic is null ? _logic = new Logic(this, queue, timer) : throw new InvalidOperationException("A buffering stage is materialized once.");

    /// <summary>
    /// Attaches the stream to the queue, unless it was stopped before it began: streams begin asynchronously, and another stream may have taken its
    /// place.
    /// </summary>
    private void Start(Action signal)
    {
        lock (_lock)
        {
            if (!_isStopped)
                queue.Attach(signal);
        }
    }

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly BufferingStage _stage;
        private readonly InputQueue _queue;
        private readonly WindowTimer _timer;
        private readonly Window _window;
        private bool _sent;

        public Logic(BufferingStage stage, InputQueue queue, WindowTimer timer)
            : base(stage.Shape)
        {
            _stage = stage;
            _queue = queue;
            _timer = timer;
            Decide = GetAsyncCallback(() => Take(returned: false));
            _window = new Window(Decide);
            Stop = GetAsyncCallback(CompleteStage);
            SetHandler(stage._out, this);
        }

        /// <summary>Makes the stage look at its queue; callable on any thread. It also identifies the stage at the queue.</summary>
        public Action Decide { get; }

        public Action Stop { get; }

        public override void PreStart() => _stage.Start(Decide);

        public override void OnPull()
        {
            Take(returned: _sent);
            _queue.Report();
        }

        public override void PostStop()
        {
            _queue.Detach(Decide);
            _window.Disarm();
        }

        private void Take(bool returned)
        {
            if (!IsAvailable(_stage._out))
                return; // A request is in flight, and its return decides.
            if (_queue.TryTake(Decide, returned, _queue.Time.GetTimestamp(), out var closesAt) is { } dispatch)
            {
                _window.Disarm();
                _sent = true;
                Push(_stage._out, dispatch);
            }
            else if (closesAt != 0)
            {
                _timer.Arm(_window, closesAt);
            }
        }
    }
}
