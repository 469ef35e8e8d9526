using System.Diagnostics;
using ActorInput.Actors.Inputs;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using Akka.Actor;

namespace ActorInput.Benchmarks.Buffering;

/// <summary>
/// The queue of an emulator and a server that answers each request after the same time, in virtual time: the product's own <see cref="InputQueue"/>,
/// asked at the moments at which <see cref="BufferingStage"/> asks it. The same patterns give the same result on every machine.
/// </summary>
internal sealed class BufferingSimulation
{
    private static readonly InputSequence Press = InputSequence.Parse("A");
    private readonly PriorityQueue<Action, (long At, long Number)> _events = new();
    private readonly TimeSpan _service;
    private readonly InputQueue _queue;
    private readonly List<SimulatedInput> _inputs = [];
    private readonly List<(PressPattern Pattern, int Agent)> _agents = [];
    private Action? _signal;
    private Dispatch? _inFlight;
    private PressPattern? _pattern;
    private long _added;
    private long _window; // Says which timer is the last one.

    /// <param name="options">How inputs are gathered.</param>
    /// <param name="service">How long the server takes for a request, whatever is in it.</param>
    public BufferingSimulation(BufferingOptions options, TimeSpan service)
    {
        _service = service;
        _queue = new InputQueue(options, new VirtualTime(this));
    }

    /// <summary>The time, in ticks of the <see cref="Stopwatch"/>.</summary>
    public long Now { get; private set; } = Stopwatch.Frequency;

    /// <summary>Lets each pattern press a number of inputs, one pattern after the other.</summary>
    /// <returns>The inputs of the last pattern, in order.</returns>
    public IReadOnlyList<SimulatedInput> Run(params (PressPattern Pattern, int Inputs)[] parts)
    {
        _signal = () => Decide(returned: false);
        _queue.Attach(_signal);
        _queue.Release();
        Decide(returned: false);
        var first = 0;
        foreach (var (pattern, inputs) in parts)
        {
            first = _agents.Count;
            _pattern = pattern;
            pattern.Begin(this);
            while (_agents.Count < first + inputs)
                Step();
        }

        var end = _agents.Count;
        while (_inputs.Count < end)
            Step();
        return _inputs[first..end];
    }

    /// <summary>Calls back after a time, unless another pattern has begun by then.</summary>
    public void After(TimeSpan time, Action call)
    {
        var pattern = _pattern;
        At(Now + Ticks(time), () =>
        {
            if (pattern == _pattern)
                call();
        });
    }

    /// <summary>An agent presses; <see cref="PressPattern.Answered"/> tells when it has its answer.</summary>
    public void Send(int agent)
    {
        _agents.Add((_pattern!, agent));
        _queue.Add(new QueuedInput(Press, InputTerms.Default, _agents.Count, ActorRefs.Nobody) { AcceptedAt = Now });
    }

    private void Decide(bool returned)
    {
        if (_inFlight is not null)
            return;
        _inFlight = _queue.TryTake(_signal!, returned, Now, out var closesAt);
        var window = ++_window;
        if (_inFlight is { } dispatch)
        {
            foreach (var input in dispatch.Inputs)
                _inputs.Add(new SimulatedInput(Stopwatch.GetElapsedTime(input.AcceptedAt, Now), dispatch.Inputs.Count));
            At(Now + Ticks(_service), Return);
        }
        else if (closesAt != 0)
        {
            At(closesAt, () =>
            {
                if (window == _window)
                    Decide(returned: false);
            });
        }
    }

    private void Return()
    {
        var dispatch = _inFlight!;
        _inFlight = null;
        _queue.Returned(() =>
        {
            foreach (var input in dispatch.Inputs)
            {
                var (pattern, agent) = _agents[(int)input.Sequence - 1];
                if (pattern == _pattern)
                    pattern.Answered(this, agent);
            }
        });
        Decide(returned: true);
        _queue.Report();
        _queue.Settled(dispatch);
    }

    private void At(long time, Action call) => _events.Enqueue(call, (time, _added++));

    private void Step()
    {
        _ = _events.TryDequeue(out var call, out var when);
        Now = when.At;
        call!();
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private sealed class VirtualTime(BufferingSimulation simulation) : TimeProvider
    {
        public override long TimestampFrequency => Stopwatch.Frequency;

        public override long GetTimestamp() => simulation.Now;
    }
}
