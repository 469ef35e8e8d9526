using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Actors.Tests.Emulators;
using ActorInput.Actors.Tests.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Pictures;
using ActorInput.Emulation.Server;
using Akka.Actor;
using Akka.Streams;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace ActorInput.Actors.Tests.Once;

/// <summary>
/// Concurrent batches against our own server as it is: requests of one batch overtake each other all the time, which is not a failure.
/// </summary>
public sealed class ConcurrentBatchTests : TestKit, IAsyncLifetime
{
    private const int Batches = 2_000;
    private const string BatchesVariable = "ACTORINPUT_TEST_CONCURRENT_BATCHES";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly string[] Buttons = ["A", "B", "START", "SELECT", "UP", "DOWN"];
    private readonly ITestOutputHelper _output;
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private readonly EmulatorSessionFactory _sessions = new(TimeSpan.FromSeconds(60));
    private readonly ConcurrentQueue<SessionFailure> _faults = new();
    private readonly ConcurrentQueue<Button> _seen = new();
    private EmulatorServer _server = null!;

    public ConcurrentBatchTests(ITestOutputHelper output)
        : base("akka.loglevel = ERROR") => _output = output;

    public async Task InitializeAsync() => _server = await EmulatorServer.StartAsync(
        new EmulatorServerOptions { Timing = new PressTiming(1, 0) }, new RecordingGameFactory(Saw), new PngPictureEncoder());

    public async Task DisposeAsync()
    {
        await Sys.Terminate();
        await _server.DisposeAsync();
        _sessions.Dispose();
        _timer.Dispose();
    }

    /// <summary>The environment variable sets the full count, 10,000.</summary>
    [Fact]
    public async Task SendBatch_ConcurrentAgainAndAgain_AllAppliedOnceWithoutAFault()
    {
        var batches = int.TryParse(Environment.GetEnvironmentVariable(BatchesVariable), CultureInfo.InvariantCulture, out var asked) ? asked : Batches;
        var id = EmulatorId.Parse("emu-1");
        var emulator = Start(id);
        var sent = new List<string>();
        for (var i = 0; i < batches; i++)
        {
            string[] inputs = [.. Buttons.Take(2 + (i % 5))];
            sent.AddRange(inputs);
            var batch = new SendBatch(id, InputBatch.Of(inputs.Select(input => InputSequence.Parse(input))), DispatchMode.Concurrent, InputTerms.Default);
            var reply = await emulator.Ask<BatchReply>(batch, Bound);
            Assert.True(reply.Outcome == InputOutcome.Applied, $"batch {i} is {reply.Outcome}, {reply.Code}: {reply.Detail}");
        }

        _output.WriteLine($"{batches} batches, {sent.Count} inputs, {_faults.Count} faults");
        Assert.Empty(_faults);
        Assert.Equal(sent.Select(input => InputSequence.Parse(input).Steps[0].Buttons).Order(), _seen.Order());
        var status = await emulator.Ask<EmulatorStatus>(new GetStatus(id), Bound);
        Assert.Equal((EmulatorState.Ready, 0), (status.State, status.Restarts));
    }

    private IActorRef Start(EmulatorId id)
    {
        var options = new ActorInputOptions { Emulators = [id.Value] };
        var pool = Sys.ActorOf(Props.Create(() => new SameSlotPool(_server.Games[0], false, _faults.Enqueue)));
        var metrics = new ActorInputMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        var services = new EmulatorActorServices(options.ForEmulators, _sessions, _timer, metrics, TimeProvider.System, Sys.Materializer(), Sys.Log, pool, "test")
        {
            Fleet = Sys.ActorOf(Props.Create(() => new FakeFleetActor(FakeFleetActor.Named(options.Emulators)))),
            Router = Sys.DeadLetters,
            Handovers = new FakeHandoverStore(),
        };
        return Sys.ActorOf(EmulatorActor.Props(id.Value, services), id.Value);
    }

    private void Saw(InputStep step)
    {
        if (step.Buttons != Button.None)
            _seen.Enqueue(step.Buttons);
    }
}
