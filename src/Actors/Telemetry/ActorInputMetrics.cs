using System.Diagnostics;
using System.Diagnostics.Metrics;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Actors.Telemetry;

/// <summary>
/// Every instrument of the runtime; methods are named after events. Each node has one. Emulator ids are never tags: a fleet has thousands, and each
/// would be a time series of its own. docs/telemetry.md lists them for operators.
/// </summary>
public sealed class ActorInputMetrics
{
    /// <summary>Name of the meter and of the trace source.</summary>
    public const string Name = "ActorInput";

    /// <summary>The trace source: one activity per request to an emulator server, linked to the inputs in it.</summary>
    public static readonly ActivitySource Traces = new(Name);

    private static readonly InstrumentAdvice<double> SubMillisecond = new()
    {
        HistogramBucketBoundaries =
            [0.0001, 0.0002, 0.0003, 0.0005, 0.001, 0.002, 0.003, 0.004, 0.005, 0.0075, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Counter<long> _inputs;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _queueWait;
    private readonly Histogram<double> _requestTime;
    private readonly Counter<long> _reconciles;
    private readonly Counter<long> _fallbacks;
    private readonly Counter<long> _restarts;
    private readonly Counter<long> _quarantines;
    private readonly int[] _states = new int[Enum.GetValues<EmulatorState>().Length];
    private long _queued;

    /// <summary>Makes the instruments.</summary>
    public ActorInputMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _inputs = meter.CreateCounter<long>("actorinput.inputs", "{input}", "Inputs answered, by outcome.");
        _batchSize = meter.CreateHistogram(
            "actorinput.batch.size", "{input}", "Inputs in a request, by the reason why it was sent.", tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 64, 128] });
        _queueWait = meter.CreateHistogram("actorinput.queue.wait", "s", "From acceptance until the input was sent.", tags: null, SubMillisecond);
        _requestTime = meter.CreateHistogram("actorinput.request.duration", "s", "Requests with inputs to emulator servers.", tags: null, SubMillisecond);
        _reconciles = meter.CreateCounter<long>("actorinput.reconciles", "{input}", "Inputs that were checked after a request failed, by what was found.");
        _fallbacks = meter.CreateCounter<long>("actorinput.fallbacks", "{switch}", "Switches to sequential mode and back, by direction.");
        _restarts = meter.CreateCounter<long>("actorinput.restarts", "{restart}", "Restarts, by what was restarted.");
        _quarantines = meter.CreateCounter<long>("actorinput.quarantines", "{emulator}", "Emulators put in quarantine.");
        meter.CreateObservableGauge("actorinput.queue.length", () => Volatile.Read(ref _queued), "{input}", "Inputs accepted and not answered.");
        meter.CreateObservableGauge("actorinput.emulators", ObserveStates, "{emulator}", "Emulators of this node, by state.");
    }

    /// <summary>
    /// Starts every counter at 0, also without any event: a rate over a counter that is absent until its first event misses that event. Call it once
    /// somebody listens to the meter.
    /// </summary>
    public void StartAtZero()
    {
        foreach (var outcome in Enum.GetValues<InputOutcome>())
            Refused(outcome, 0);
        foreach (var finding in (InputOutcome[])[InputOutcome.Applied, InputOutcome.Partial, InputOutcome.NotApplied, InputOutcome.Unknown])
            _reconciles.Add(0, new KeyValuePair<string, object?>("finding", Names<InputOutcome>.Of(finding)));
        foreach (var direction in (string[])["sequential", "batches"])
            _fallbacks.Add(0, new KeyValuePair<string, object?>("direction", direction));
        foreach (var what in (string[])["emulator", "emulatorActor", "emulatorServer"])
            _restarts.Add(0, new KeyValuePair<string, object?>("what", what));
        _quarantines.Add(0);
    }

    internal void Accepted(int inputs) => Interlocked.Add(ref _queued, inputs);

    /// <summary>Inputs were accepted, and given to another owner before they were sent: counted there.</summary>
    internal void Returned(int inputs) => Interlocked.Add(ref _queued, -inputs);

    /// <summary>An accepted input has its answer.</summary>
    internal void Answered(InputOutcome outcome)
    {
        Interlocked.Decrement(ref _queued);
        Refused(outcome, 1);
    }

    /// <summary>Inputs were answered without being accepted.</summary>
    internal void Refused(InputOutcome outcome, int inputs)
    {
        if (_inputs.Enabled)
            _inputs.Add(inputs, new KeyValuePair<string, object?>("outcome", Names<InputOutcome>.Of(outcome)));
    }

    /// <summary>Whether anybody listens to <see cref="Waited"/>; if not, the caller need not read the clock.</summary>
    internal bool MeasuresWaits => _queueWait.Enabled;

    /// <summary>A request with this many inputs was sent.</summary>
    internal void Sent<TReason>(int inputs, TReason reason)
        where TReason : struct, Enum
    {
        if (_batchSize.Enabled)
            _batchSize.Record(inputs, new KeyValuePair<string, object?>("reason", Names<TReason>.Of(reason)));
    }

    /// <summary>An input was sent this long after it was accepted.</summary>
    internal void Waited(TimeSpan wait) => _queueWait.Record(wait.TotalSeconds);

    internal void Requested(TimeSpan duration) => _requestTime.Record(duration.TotalSeconds);

    /// <summary>It was checked whether an input was applied.</summary>
    internal void Reconciled(InputOutcome finding) =>
        _reconciles.Add(1, new KeyValuePair<string, object?>("finding", Names<InputOutcome>.Of(finding)));

    internal void FellBack(bool sequential) =>
        _fallbacks.Add(1, new KeyValuePair<string, object?>("direction", sequential ? "sequential" : "batches"));

    internal void Restarted(string what) => _restarts.Add(1, new KeyValuePair<string, object?>("what", what));

    internal void QuarantinedOne() => _quarantines.Add(1);

    internal void StateChanged(EmulatorState? from, EmulatorState? to)
    {
        if (from is { } left)
            Interlocked.Decrement(ref _states[(int)left]);
        if (to is { } entered)
            Interlocked.Increment(ref _states[(int)entered]);
    }

    private IEnumerable<Measurement<int>> ObserveStates() =>
        _states.Select((count, state) =>
            new Measurement<int>(count, new KeyValuePair<string, object?>("state", Names<EmulatorState>.Of((EmulatorState)state))));
}
