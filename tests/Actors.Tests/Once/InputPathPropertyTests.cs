using System.Diagnostics.Metrics;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Actors.Tests.Emulators;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Faults;
using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;
using Akka.Actor;
using Akka.Streams;
using Akka.TestKit.Xunit2;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace ActorInput.Actors.Tests.Once;

/// <summary>
/// The promises of the input path over real HTTP to a server that fails in every way it knows: what was applied is exactly what the replies
/// say, in accepted order, nothing twice, every input answered once. A failing scenario's seed is printed; set CsCheck_Seed to replay it.
/// </summary>
public sealed class InputPathPropertyTests : TestKit, IAsyncLifetime
{
    private const int Scenarios = 1_100; // For each dialect.
    private const int AtOnce = 128;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);
    private readonly ITestOutputHelper _output;
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private readonly EmulatorSessionFactory _sessions = new(TimeSpan.FromSeconds(60));
    private readonly ActorInputMetrics _metrics;
    private readonly ActorInputOptions _options = new();
    private FaultyServer _server = null!;
    private int _emulators;

    public InputPathPropertyTests(ITestOutputHelper output)
        : base("akka.loglevel = OFF")
    {
        _output = output;
        _metrics = new ActorInputMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        var session = _options.Emulator.Session;
        session.Timeout = TimeSpan.FromMilliseconds(400);
        session.SettleTime = TimeSpan.FromMilliseconds(250);
        session.RetryDelay = TimeSpan.FromMilliseconds(2);
        session.MaxResponseBytes = 64 * 1024;
        _options.Emulator.SequentialInputs = 3;
    }

    public async Task InitializeAsync() => _server = await FaultyServer.StartAsync();

    public async Task DisposeAsync()
    {
        await Sys.Terminate();
        await _server.DisposeAsync();
        _sessions.Dispose();
        _timer.Dispose();
    }

    [Theory]
    [InlineData(GameDialect.Native)]
    [InlineData(GameDialect.Gym)]
    public async Task AnyScenario_OfFaultsSizesPrioritiesDeadlinesAndCrashes_TruthIsWhatTheRepliesSay(GameDialect dialect)
    {
        var unknown = 0;
        var answered = 0;
        await Scenario.Of(dialect).SampleAsync(
            async scenario =>
            {
                var replies = await PlayAsync(scenario);
                Interlocked.Add(ref answered, replies.Count);
                Interlocked.Add(ref unknown, replies.Count(reply => reply.Reply.Outcome == InputOutcome.Unknown));
            },
            iter: Scenarios,
            threads: AtOnce,
            print: scenario => scenario.ToString());
        _output.WriteLine($"{dialect}: {Scenarios} scenarios, {answered} inputs answered, {unknown} unknown.");
    }

    private async Task<IReadOnlyList<(InputSequence Input, InputReply Reply)>> PlayAsync(Scenario scenario)
    {
        var game = _server.AddGame(scenario.Dialect, FaultPlan.Of([.. scenario.Faults]));
        var id = EmulatorId.Parse($"emu-{Interlocked.Increment(ref _emulators)}");
        lock (_options.Emulators)
            _options.Emulators.Add(id.Value);
        var pool = Sys.ActorOf(Props.Create(() => new SameSlotPool(game.Address, false)));
        var fleet = Sys.ActorOf(Props.Create(() => new FakeFleetActor(FakeFleetActor.Named(new[] { id.Value }))));
        var services = new EmulatorActorServices(
            new ActorInputOptions { Emulators = [id.Value], Emulator = _options.Emulator }.ForEmulators, _sessions, _timer, _metrics, TimeProvider.System, Sys.Materializer(), Sys.Log, pool, "test")
        {
            Fleet = fleet,
            Router = Sys.DeadLetters,
            Handovers = new FakeHandoverStore(),
        };
        var emulator = Sys.ActorOf(EmulatorActor.Props(id.Value, services), id.Value);
        try
        {
            var sent = await SendAsync(scenario, emulator, id);
            await game.WhenQuietAsync(Bound);
            Check(scenario, game, sent);
            return sent;
        }
        finally
        {
            Sys.Stop(emulator);
            Sys.Stop(pool);
            Sys.Stop(fleet);
            _server.RemoveGame(game.Number);
        }
    }

    private static async Task<List<(InputSequence Input, InputReply Reply)>> SendAsync(Scenario scenario, IActorRef emulator, EmulatorId id)
    {
        var pending = new List<Task<List<(InputSequence, InputReply)>>>();
        for (var i = 0; i < scenario.Sends.Count; i++)
        {
            var send = scenario.Sends[i];
            if (i == scenario.Crash)
                emulator.Tell(new RunBatch(id, "crash", null!, DispatchMode.Coalesced, InputTerms.Default), ActorRefs.Nobody); // No message that there is makes it fail.
            var replies = send.Batch is { } mode
                ? [SendBatchAsync(send.Inputs, mode, emulator, id)]
                : send.Inputs.Select(input => SendOneAsync(input, emulator, id)).ToArray();
            pending.AddRange(replies);
            if (send.Await)
                await Task.WhenAll(replies);
        }

        return [.. (await Task.WhenAll(pending)).SelectMany(replies => replies)];
    }

    private static async Task<List<(InputSequence, InputReply)>> SendOneAsync(ScenarioInput input, IActorRef emulator, EmulatorId id)
    {
        var parsed = InputSequence.Parse(input.Text);
        return [(parsed, await emulator.Ask<InputReply>(new SendInput(id, parsed, Terms(input)), Bound))];
    }

    private static async Task<List<(InputSequence, InputReply)>> SendBatchAsync(
        IReadOnlyList<ScenarioInput> inputs, DispatchMode mode, IActorRef emulator, EmulatorId id)
    {
        var batch = InputBatch.Of(inputs.Select(input => InputSequence.Parse(input.Text)));
        var reply = await emulator.Ask<BatchReply>(new SendBatch(id, batch, mode, Terms(inputs[0])), Bound);
        if (reply.Results.Length != batch.Inputs.Length)
            throw new InvalidOperationException($"{reply.Results.Length} results for {batch.Inputs.Length} inputs: {reply.Detail}");
        return [.. batch.Inputs.Zip(reply.Results)];
    }

    private static InputTerms Terms(ScenarioInput input) => new()
    {
        Priority = input.Priority,
        Deadline = input.DeadlineMs == 0 ? null : TimeSpan.FromMilliseconds(input.DeadlineMs),
    };

    private static void Check(Scenario scenario, FaultyGame game, List<(InputSequence Input, InputReply Reply)> sent)
    {
        var truth = game.Truth;
        if (sent.Select(input => input.Reply.Sequence).Distinct().Count() != sent.Count)
            throw new InvalidOperationException("Two inputs have one number.");
        if (!scenario.MayBeUnknown && sent.Exists(input => input.Reply.Outcome == InputOutcome.Unknown))
            throw new InvalidOperationException($"Unknown, though no fault makes it so. {Describe(sent, truth)}");
        var priorities = scenario.Sends.SelectMany(send => send.Inputs.Select(input => input.Priority)).ToList();
        IReadOnlyList<(InputSequence, InputReply)>[] byPriority =
        [
            .. sent.Zip(priorities).GroupBy(input => input.Second)
                .Select(priority => priority.Select(input => input.First).OrderBy(input => input.Reply.Sequence).ToList()),
        ];
        if (!TruthMatcher.Matches([.. truth.Steps.Select(step => step.Step)], byPriority))
            throw new InvalidOperationException($"What was applied is not what the replies say. {Describe(sent, truth)}");
    }

    private static string Describe(List<(InputSequence Input, InputReply Reply)> sent, Faults.Truth.GameTruth truth) =>
        $"Replies: {string.Join("; ", sent.OrderBy(input => input.Reply.Sequence).Select(input => $"{input.Reply.Sequence} '{input.Input}' {input.Reply.Outcome} {input.Reply.Applied}/{input.Reply.Of} {input.Reply.Detail}"))}. "
        + $"Applied: {truth.Text}. Requests: {string.Join("; ", truth.Requests.Select(r => $"[{string.Join(',', r.Inputs)}] {r.Fault.Kind} {r.Verdict} {r.Applied}/{r.Of}"))}";
}
