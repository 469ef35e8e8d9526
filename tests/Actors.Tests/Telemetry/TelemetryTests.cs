using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ActorInput.Actors.Buffering;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Telemetry;
using ActorInput.Actors.Tests.Emulators;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Actors.Tests.Telemetry;

public sealed class TelemetryTests : TestKit
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly ConcurrentBag<(string Instrument, double Value, string Tags)> _measured = [];
    private readonly MeterListener _listener = new();
    private readonly WindowTimer _timer = new();
    private readonly ScriptedGame _game = new();
    private readonly TestProbe _pool;

    public TelemetryTests()
        : base("akka.loglevel = OFF") => _pool = CreateTestProbe();

    [Fact]
    public async Task Inputs_AnsweredAndFailed_AreCountedByWhatHappened()
    {
        var emulator = await StartAsync();
        await SendAsync(emulator, "A", InputTerms.Default);
        _game.Fail(ScriptedFault.LostAfter);
        var failed = emulator.Ask<BatchReply>(new SendBatch(Emu, InputBatch.Of(InputSequence.Parse("A"), InputSequence.Parse("B"))), Bound);
        await _pool.ExpectMsgAsync<PoolMessages.RequestFaulted>(Bound);
        emulator.Tell(new PoolMessages.GoOn(Emu));
        await failed;
        await AwaitAssertAsync(() => _listener.RecordObservableInstruments());

        Assert.Equal(3, Sum("actorinput.inputs", "outcome=applied"));
        Assert.Equal([1.0], Values("actorinput.batch.size", "reason=alone"));
        Assert.Equal([2.0], Values("actorinput.batch.size", "reason=batch"));
        Assert.Equal(3, Values("actorinput.queue.wait", "").Count);
        Assert.Equal(2, Values("actorinput.request.duration", "").Count);
        Assert.Equal(2, Sum("actorinput.reconciles", "finding=applied"));
        Assert.Equal(1, Sum("actorinput.fallbacks", "direction=sequential"));
        Assert.Equal(1, Sum("actorinput.emulators", "state=sequential"));
        Assert.Equal(0, Sum("actorinput.queue.length", ""));
        Assert.DoesNotContain(_measured, measured => measured.Tags.Contains("emu-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_OfSeveralInputs_LinksToTheTraceOfEach()
    {
        var requests = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ActorInputMetrics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = requests.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var emulator = await StartAsync();
        _game.Close();
        var first = SendAsync(emulator, "A", Traced(out _));
        await AwaitAssertAsync(async () => Assert.Equal(1, (await emulator.Ask<EmulatorStatus>(new GetStatus(Emu), Bound)).InFlight), Bound);
        var second = SendAsync(emulator, "B", Traced(out var traceOfSecond));
        var third = SendAsync(emulator, "UP", Traced(out var traceOfThird));
        _game.Open();
        await Task.WhenAll(first, second, third);
        await AwaitAssertAsync(
            () => Assert.Contains(
                requests,
                request => request.Links.Select(link => link.Context.TraceId).SequenceEqual([traceOfSecond, traceOfThird]) && request.TraceId == traceOfSecond),
            Bound);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _listener.Dispose();
        _timer.Dispose();
    }

    private static InputTerms Traced(out ActivityTraceId trace)
    {
        trace = ActivityTraceId.CreateRandom();
        return new InputTerms { Trace = new ActivityContext(trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded) };
    }

    private static Task<InputReply> SendAsync(IActorRef emulator, string input, InputTerms terms) =>
        emulator.Ask<InputReply>(new SendInput(Emu, InputSequence.Parse(input), terms), Bound);

    private async Task<IActorRef> StartAsync()
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ActorInputMetrics.Name && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
        var services = ScriptedServices.Create(new ActorInputOptions { Emulators = ["emu-1"] }, _game, _timer, _pool, Sys, meters);
        var emulator = Sys.ActorOf(EmulatorActor.Props("emu-1", services));
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        return emulator;
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Add((instrument.Name, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));

    private double Sum(string instrument, string tags) => Values(instrument, tags).Sum();

    private List<double> Values(string instrument, string tags) =>
        [.. _measured.Where(measured => measured.Instrument == instrument && measured.Tags == tags).Select(measured => measured.Value)];
}
