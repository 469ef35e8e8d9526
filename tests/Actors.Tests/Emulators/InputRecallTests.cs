using System.Collections.Concurrent;
using System.Text;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Actors.Tests.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Pictures;
using ActorInput.Emulation.Server;
using Akka.Actor;
using Akka.Event;
using Akka.Streams;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>An owner is lost without a handover, and the next one goes on with the same game on our real server.</summary>
public sealed class InputRecallTests : TestKit, IAsyncLifetime
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly ActorInputOptions _options = new() { Emulators = ["emu-1"] };
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private readonly ActorInputMetrics _metrics = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
    private readonly ConcurrentDictionary<EmulatorId, FleetEntry> _entries = FakeFleetActor.Named(["emu-1"]);
    private readonly EmulatorSessionFactory _sessions = new(TimeSpan.FromSeconds(60));
    private readonly ConcurrentQueue<string> _pressed = new();
    private readonly HttpClient _http = new();
    private readonly TestProbe _pool;
    private readonly IActorRef _fleet;
    private EmulatorServer _server = null!;

    public InputRecallTests()
        : base("akka.loglevel = OFF")
    {
        _pool = CreateTestProbe("pool");
        _fleet = Sys.ActorOf(Props.Create(() => new FakeFleetActor(_entries)));
    }

    public async Task InitializeAsync() => _server = await EmulatorServer.StartAsync(
        new EmulatorServerOptions { Timing = new PressTiming(1, 0) },
        new RecordingGameFactory(step => _pressed.Enqueue(InputSequence.FromSteps(step).ToString())),
        new PngPictureEncoder());

    public async Task DisposeAsync()
    {
        await Sys.Terminate();
        _sessions.Dispose();
        _http.Dispose();
        await _server.DisposeAsync();
        _timer.Dispose();
    }

    [Fact]
    public async Task SameId_AfterItsOwnerWasLost_GetsWhatWasAppliedAndPressesNothing()
    {
        var first = await StartAsync();
        var input = await SendAsync(first, "A B", "a");
        var batch = await SendBatchAsync(first, "b", "UP", "DOWN DOWN");
        await LoseAsync(first);

        var second = await StartAsync();
        var inputAgain = await SendAsync(second, "A B", "a");
        var batchAgain = await SendBatchAsync(second, "b", "UP", "DOWN DOWN");
        await SendAsync(second, "START", "c");

        Assert.Equal((input.Outcome, input.Applied, input.Epoch), (inputAgain.Outcome, inputAgain.Applied, inputAgain.Epoch));
        Assert.Equal((batch.Outcome, batch.Applied, batch.Of), (batchAgain.Outcome, batchAgain.Applied, batchAgain.Of));
        Assert.Equal([1, 2], batchAgain.Results.Select(result => result.Applied));
        Assert.Equal("A B UP DOWN DOWN START", Pressed);
    }

    [Fact]
    public async Task SameId_WaitingWhileTheOwnerStarts_IsAnsweredAndNotPressed()
    {
        await PressAsync("""{"inputs":["A","UP","B"],"ids":["a",{"id":"b","index":0,"count":2},"r"],"epoch":1,"sequence":1}""");
        var emulator = Create();
        var input = SendAsync(emulator, "A", "a");
        var again = SendAsync(emulator, "A", "a");
        var batch = SendBatchAsync(emulator, "b", "UP", "DOWN");
        var run = RunAsync(emulator, "r", "B");
        var other = SendAsync(emulator, "B B", "r2");
        var reused = SendAsync(emulator, "SELECT", "b2");
        await GrantAsync(emulator);

        Assert.Equal((InputOutcome.Applied, 1L), ((await input).Outcome, (await input).Epoch));
        Assert.Equal(await input, await again);
        Assert.Equal((InputOutcome.Partial, 1, 2), ((await batch).Outcome, (await batch).Applied, (await batch).Of));
        Assert.Equal((ExecutionStatus.Succeeded, 1), ((await run).Status, (await run).Applied));
        Assert.Equal(InputOutcome.Applied, (await other).Outcome);
        Assert.Equal(InputOutcome.Applied, (await reused).Outcome);
        Assert.Equal("A UP B B B SELECT", Pressed);
    }

    [Fact]
    public async Task SameId_OfABatchOfWhichAPartIsKnown_GetsThatPartAndPressesNoneOfTheRest()
    {
        await PressAsync("""{"inputs":["UP"],"ids":[{"id":"b","index":1,"count":3}],"epoch":1,"sequence":1}""");
        var emulator = await StartAsync();

        var reply = await SendBatchAsync(emulator, "b", "A", "UP", "B");

        Assert.Equal((InputOutcome.Partial, 1, 3), (reply.Outcome, reply.Applied, reply.Of));
        Assert.Equal([InputOutcome.NotApplied, InputOutcome.Applied, InputOutcome.NotApplied], reply.Results.Select(result => result.Outcome));
        Assert.Equal("UP", Pressed);
        Assert.Equal(reply, await SendBatchAsync(emulator, "b", "A", "UP", "B"));
    }

    [Theory]
    [InlineData("a", "B")]
    [InlineData("b", "UP")]
    public async Task SameId_WithOtherInputs_IsRefused(string id, string input)
    {
        await PressAsync("""{"inputs":["A","UP"],"ids":["a",{"id":"b","index":0,"count":2}],"epoch":1,"sequence":1}""");
        var waiting = Create();
        var early = SendAsync(waiting, input, id);
        await GrantAsync(waiting);

        Assert.Equal(ReplyCode.InputIdReused, (await early).Code);
        await LoseAsync(waiting);
        Assert.Equal(ReplyCode.InputIdReused, (await SendAsync(await StartAsync(), input, id)).Code);
        Assert.Equal("A UP", Pressed);
    }

    [Fact]
    public async Task SameId_OfAnExecution_TellsWhatWasAppliedAndThatObservationsAreLost()
    {
        await PressAsync("""{"inputs":["A","UP","B"],"ids":["whole","seen",{"id":"part","index":0,"count":2}],"epoch":1,"sequence":1}""");
        var emulator = await StartAsync();

        var whole = await RunAsync(emulator, "whole", "A");
        var part = await RunAsync(emulator, "part", "B", "START");
        var seen = await emulator.Ask<BatchExecution>(Run("seen", "UP") with { Observe = new ObservationRequest { StateHash = true } }, Bound);

        Assert.Equal((ExecutionStatus.Succeeded, 1), (whole.Status, whole.Applied));
        Assert.Equal((ExecutionStatus.Failed, 1, 2), (part.Status, part.Applied, part.Of));
        Assert.Equal((ExecutionStatus.Failed, 1, 1), (seen.Status, seen.Applied, seen.Of));
        Assert.Contains("observed", seen.Detail, StringComparison.Ordinal);
        Assert.Equal("A UP B", Pressed);
    }

    [Fact]
    public async Task Ids_OfAnotherGame_MeanNothing()
    {
        await PressAsync("""{"inputs":["A"],"ids":["a"],"epoch":1,"sequence":1}""");
        _entries[Emu] = new FleetEntry(Emu, 7) { Address = _server.Games[0].ToString(), Game = "another" };
        var emulator = await StartAsync();

        Assert.Equal(InputOutcome.Applied, (await SendAsync(emulator, "A", "a")).Outcome);
        Assert.Equal("A A", Pressed);
    }

    [Fact]
    public async Task Session_OpenedAfterAnother_TellsWhatThatOneApplied()
    {
        using var first = (await _sessions.OpenAsync(_server.Games[0], _options.Emulator.Session, 1, default)).Value!;
        var ticket = first.Prepare([InputSequence.Parse("a b"), InputSequence.Parse("UP"), InputSequence.Parse("B")]);
        ticket.Ids = [new SentId("x\"\\", 0, 1), default, new SentId("y", 2, 5)];
        Assert.Equal(SendStatus.Answered, await first.SendAsync(ticket, default));
        using var second = (await _sessions.OpenAsync(_server.Games[0], _options.Emulator.Session, 1, default)).Value!;

        var recent = (await second.GetRecentAsync(default)).Value!;

        Assert.Equal(
            [(new SentId("x\"\\", 0, 1), "A B", 2), (new SentId("y", 2, 5), "B", 1)], recent.Select(input => (input.Id, input.Input, input.Applied)));
        Assert.All(recent, input => Assert.Equal((first.Info.Epoch, input.Of), (input.Epoch, input.Applied)));
    }

    private string Pressed => string.Join(' ', _pressed);

    private IActorRef Create()
    {
        var services = new EmulatorActorServices(
            _options.ForEmulators, _sessions, _timer, _metrics, TimeProvider.System, Sys.Materializer(), Logging.GetLogger(Sys, "emulators"), _pool, "test")
        {
            Fleet = _fleet,
            Router = Sys.DeadLetters,
            Handovers = new FakeHandoverStore(),
        };
        return Sys.ActorOf(EmulatorActor.Props("emu-1", services));
    }

    private async Task<IActorRef> StartAsync()
    {
        var emulator = Create();
        await GrantAsync(emulator);
        return emulator;
    }

    private async Task GrantAsync(IActorRef emulator)
    {
        await _pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        await emulator.Ask<EmulatorStatus>(new GetStatus(Emu), Bound); // What was sent before is accepted.
        emulator.Tell(new PoolMessages.SlotGranted(Emu, "slot-1", _server.Games[0], IsStatic: true));
    }

    /// <summary>To the server and the next owner it looks as if its node was killed: nothing is handed over.</summary>
    private async Task LoseAsync(IActorRef emulator)
    {
        Watch(emulator);
        Sys.Stop(emulator);
        await ExpectTerminatedAsync(emulator, Bound);
    }

    private async Task PressAsync(string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        (await _http.PostAsync(new Uri(_server.Games[0], "inputs"), body)).EnsureSuccessStatusCode();
    }

    private static InputBatch Batch(params string[] inputs) => InputBatch.Of(inputs.Select(input => InputSequence.Parse(input)));

    private static RunBatch Run(string id, params string[] inputs) => new(Emu, id, Batch(inputs), DispatchMode.Coalesced, new InputTerms { Id = id });

    private static Task<InputReply> SendAsync(IActorRef emulator, string input, string id) =>
        emulator.Ask<InputReply>(new SendInput(Emu, InputSequence.Parse(input), new InputTerms { Id = id }), Bound);

    private static Task<BatchReply> SendBatchAsync(IActorRef emulator, string id, params string[] inputs) =>
        emulator.Ask<BatchReply>(new SendBatch(Emu, Batch(inputs), DispatchMode.Coalesced, new InputTerms { Id = id }), Bound);

    private static Task<BatchExecution> RunAsync(IActorRef emulator, string id, params string[] inputs) =>
        emulator.Ask<BatchExecution>(Run(id, inputs), Bound);
}
