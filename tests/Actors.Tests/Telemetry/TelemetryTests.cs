using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
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
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private readonly ScriptedGame _game = new();
    private readonly ActorInputOptions _settings = new() { Emulators = ["emu-1"] };
    private readonly TestProbe _pool;
    private IMeterFactory? _meters;

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
        Assert.Equal(EmulatorState.Sequential, (await emulator.Ask<EmulatorStatus>(new GetStatus(Emu), Bound)).State); // It has the word to go on.
        _listener.RecordObservableInstruments();

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

    [Fact]
    public async Task Batch_Refused_EachOfItsInputsIsCounted()
    {
        _settings.Emulator.Buffering.QueueLength = 2;
        var emulator = await StartAsync();
        var batch = InputBatch.Of(Enumerable.Repeat(InputSequence.Parse("A"), 3));
        await emulator.Ask<BatchReply>(new SendBatch(Emu, batch), Bound);
        await emulator.Ask<BatchExecution>(new RunBatch(Emu, "run-1", batch, DispatchMode.Coalesced, InputTerms.Default), Bound);
        Assert.Equal(6, Sum("actorinput.inputs", "outcome=overloaded"));
        _listener.RecordObservableInstruments();
        Assert.Equal(0, Sum("actorinput.queue.length", ""));
    }

    [Fact]
    public async Task Pool_RestartsAndQuarantines_AreCounted()
    {
        var meters = Listen();
        var options = new PoolOptions { StaticSlots = ["http://a/"], QuarantineFailures = 2, MinBackoff = TimeSpan.FromMilliseconds(1) };
        var metrics = new ActorInputMetrics(meters);
        var pool = Sys.ActorOf(Props.Create(() => new PoolSupervisor(
            options, metrics, TimeProvider.System, new FleetView(), (_, _) => Props.Empty, () => false, (_, _) => "")));
        var failure = new SessionFailure(ReplyCode.ServerUnreachable, "scripted");
        for (var i = 0; i < 2; i++)
            pool.Tell(new PoolMessages.AcquireSlot(Emu, failure) { HasPlayed = true }, TestActor);
        await FishForMessageAsync(message => message is PoolMessages.SlotDenied { Code: ReplyCode.Quarantined }, Bound);
        Assert.Equal(2, Sum("actorinput.restarts", "what=emulator"));
        Assert.Equal(1, Sum("actorinput.quarantines", ""));
    }

    [Fact]
    public void Instruments_AllAreInTheDocsAndTimesAreKeptToATenthOfAMillisecond()
    {
        var instruments = new List<Instrument>();
        Listen(instruments);
        _ = new ActorInputMetrics(_meters!);
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ActorInput.sln")))
            folder = folder.Parent;
        var docs = File.ReadAllText(Path.Combine(folder.FullName, "docs", "telemetry.md"));
        Assert.Equal(10, instruments.Count);
        Assert.All(instruments, instrument => Assert.Contains($"| `{instrument.Name}` |", docs, StringComparison.Ordinal));
        var times = instruments.OfType<Histogram<double>>().ToList();
        Assert.Equal(2, times.Count);
        Assert.All(times, time =>
        {
            Assert.Equal("s", time.Unit);
            Assert.Equal([0.0001, 0.0002, 0.0003], time.Advice!.HistogramBucketBoundaries!.Take(3));
        });
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
        var services = ScriptedServices.Create(_settings, _game, _timer, _pool, Sys, Listen());
        var emulator = Sys.ActorOf(EmulatorActor.Props("emu-1", services));
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", new Uri("http://game/1/")));
        return emulator;
    }

    /// <summary>Records the measurements of this test's instruments; other tests have meters of the same name.</summary>
    private IMeterFactory Listen(List<Instrument>? instruments = null)
    {
        var meters = _meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != ActorInputMetrics.Name || !ReferenceEquals(instrument.Meter.Scope, meters))
                return;
            instruments?.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
        return meters;
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Add((instrument.Name, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));

    private double Sum(string instrument, string tags) => Values(instrument, tags).Sum();

    private List<double> Values(string instrument, string tags) =>
        [.. _measured.Where(measured => measured.Instrument == instrument && measured.Tags == tags).Select(measured => measured.Value)];
}
