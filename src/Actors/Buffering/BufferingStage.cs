using System.Diagnostics;
using Akka.Streams;
using Akka.Streams.Stage;

namespace ActorInput.Actors.Buffering;

/// <summary>
/// The head of an emulator's input stream: lets inputs leave its queue in groups, by count or by a window from the first input, whichever
/// is first. Slow inputs leave at once; what gathered while a request was in flight leaves when downstream pulls again.
/// </summary>
/// <remarks>
/// Akka's own GroupedWithin has the same meaning, but its timer ticks at 10 ms, does not start with the first element and runs when
/// idle. See docs/decisions/0003-buffering-stage.md for the figures of both.
/// </remarks>
internal sealed class BufferingStage(InputQueue queue, WindowTimer timer) : GraphStage<SourceShape<Dispatch>>
{
    private readonly Outlet<Dispatch> _out = new("BufferingStage.out");
    private volatile Logic? _running;

    public override SourceShape<Dispatch> Shape => new(_out);

    /// <summary>Ends the stream, soon. What waits stays in the queue. A stage is materialized once, so that it is clear which stream ends.</summary>
    public void Stop() => _running?.Stop();

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) =>
        _running is null ? _running = new Logic(this, queue, timer) : throw new InvalidOperationException("A buffering stage is materialized once.");

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly BufferingStage _stage;
        private readonly InputQueue _queue;
        private readonly WindowTimer _timer;
        private readonly Action _decide;
        private readonly Window _window;
        private bool _sent;
        private bool _stopping;

        public Logic(BufferingStage stage, InputQueue queue, WindowTimer timer)
            : base(stage.Shape)
        {
            _stage = stage;
            _queue = queue;
            _timer = timer;
            _decide = GetAsyncCallback(() => Decide(returned: false));
            _window = new Window(_decide);
            Stop = GetAsyncCallback(() =>
            {
                _stopping = true;
                CompleteStage();
            });
            SetHandler(stage._out, this);
        }

        public Action Stop { get; }

        public override void PreStart() => _queue.Attach(_decide);

        public override void OnPull()
        {
            Decide(returned: _sent);
            _queue.Report();
        }

        public override void PostStop()
        {
            _queue.Detach(_decide);
            _window.Disarm();
        }

        private void Decide(bool returned)
        {
            if (!IsAvailable(_stage._out) || _stopping)
                return; // A request is in flight, and its return decides; or another stage has taken over.
            if (_queue.TryTake(returned, Stopwatch.GetTimestamp(), out var closesAt) is { } dispatch)
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
