using System.Diagnostics.Metrics;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Actors.Tests.Emulators;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;
using ActorInput.Faults;
using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;
using ActorInput.Faults.Timing;
using Akka.Actor;
using Akka.Streams;
using Akka.TestKit.Xunit2;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace ActorInput.Actors.Tests.Once;

/// <summary>
/// Owners are lost without a handover while agents send. Each agent sends its unanswered messages again, with the same id, to the next owner of the
/// same game. No step is applied twice, and every answer agrees with the game. A failing scenario's seed is printed.
/// </summary>
public sealed class OwnerLossPropertyTests : TestKit, IAsyncLifetime
{
    private const int Scenarios = 300;
    private const int AtOnce = 64;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);
    private readonly ITestOutputHelper _output;
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private readonly EmulatorSessionFactory _sessions = new(TimeSpan.FromSeconds(60));
    private readonly ActorInputMetrics _metrics;
    private readonly EmulatorOptions _options = new();
    private FaultyServer _server = null!;
    private int _emulators;

    public OwnerLossPropertyTests(ITestOutputHelper output)
        : base("akka.loglevel = OFF\nakka.log-dead-letters = off")
    {
        _output = output;
        _metrics = new ActorInputMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        _options.Session.Timeout = TimeSpan.FromMilliseconds(400);
        _options.Session.RetryDelay = TimeSpan.FromMilliseconds(2);
        _options.Session.MaxResponseBytes = 64 * 1024;
        _options.SequentialInputs = 3;
    }

    public async Task InitializeAsync() => _server = await FaultyServer.StartAsync();

    public async Task DisposeAsync()
    {
        await Sys.Terminate();
        await _server.DisposeAsync();
        _sessions.Dispose();
        _timer.Dispose();
    }

    [Fact]
    public async Task AnyScenario_OwnersLostAtAnyMoment_NothingIsAppliedTwiceAndAnswersAreTrue()
    {
        var (sent, again, recalled) = (0, 0, 0);
        await OwnerLossScenario.Any.SampleAsync(
            async scenario =>
            {
                var sends = await PlayAsync(scenario);
                Interlocked.Add(ref sent, sends.Count);
                Interlocked.Add(ref again, sends.Count(send => send.Attempts > 1));
                Interlocked.Add(ref recalled, sends.Count(send => send.WasRecalled));
            },
            iter: Scenarios,
            threads: AtOnce,
            print: scenario => scenario.ToString());
        _output.WriteLine($"{Scenarios} scenarios, {sent} sends, {again} sent again, {recalled} of them answered for an owner before.");
        Assert.True(recalled > 0, "No owner answered for one before: nothing was tried.");
    }

    private async Task<IReadOnlyList<OwnerLossSend>> PlayAsync(OwnerLossScenario scenario)
    {
        var game = _server.AddGame(GameDialect.Native, FaultPlan.Of([.. scenario.Faults]), ServiceTime.Serial(1));
        var id = EmulatorId.Parse($"emu-{Interlocked.Increment(ref _emulators)}");
        var pool = Sys.ActorOf(Props.Create(() => new SameSlotPool(game.Address, true)));
        var fleet = Sys.ActorOf(Props.Create(() => new FakeFleetActor(FakeFleetActor.Named(new[] { id.Value }))));
        var services = new EmulatorActorServices(
            new ActorInputOptions { Emulators = [id.Value], Emulator = _options }.ForEmulators, _sessions, _timer, _metrics, TimeProvider.System, Sys.Materializer(), Sys.Log, pool, "test")
        {
            Fleet = fleet,
            Router = Sys.DeadLetters,
            Handovers = new FakeHandoverStore(),
        };
        var sends = scenario.Sends();
        foreach (var lossAfter in scenario.LossesAfter)
        {
            var owner = Sys.ActorOf(EmulatorActor.Props(id.Value, services));
            await SendUntilAsync(owner, id, game, sends, lossAfter);
            // A stopped owner sends nothing more. Its later answers reach nobody, like those of a node that was killed.
            Sys.Stop(owner);
        }

        var last = Sys.ActorOf(EmulatorActor.Props(id.Value, services));
        await SendUntilAsync(last, id, game, sends, int.MaxValue);
        await game.WhenQuietAsync(Bound);
        foreach (var actor in new[] { last, pool, fleet })
            Sys.Stop(actor);
        Check(sends, game);
        _server.RemoveGame(game.Number);
        return sends;
    }

    /// <summary>Sends the unanswered messages, in order, until a number of answers have come.</summary>
    private static async Task SendUntilAsync(IActorRef owner, EmulatorId id, FaultyGame game, IReadOnlyList<OwnerLossSend> sends, int answers)
    {
        var open = sends.Where(send => !send.IsAnswered).ToList();
        var replies = open.ConvertAll(send => send.AskAsync(owner, id, game.Counters.Requests, Bound));
        for (var left = Math.Min(answers, open.Count); left > 0; left--)
        {
            var reply = await Task.WhenAny(replies);
            replies.Remove(reply);
            var (send, results) = await reply;
            send.Take(results);
        }
    }

    private static void Check(IReadOnlyList<OwnerLossSend> sends, FaultyGame game)
    {
        var truth = game.Truth;
        var applied = truth.Steps.Select(step => step.Step).ToList();
        if (applied.Distinct().Count() != applied.Count)
            throw new InvalidOperationException($"A step was applied twice. {Describe(sends, truth)}");
        foreach (var send in sends)
        {
            foreach (var (input, reply) in send.Inputs.Zip(send.Results))
            {
                // All steps of a scenario differ, so the applied steps of an input can be counted.
                var steps = input.Steps.ToArray();
                var at = truth.Steps.Where(step => steps.Contains(step.Step)).ToList();
                // A claim of a lost owner that was still on its way takes the game from the next one, who then cannot ask any more.
                var isUnknown = reply is { Outcome: InputOutcome.Unknown, Code: ReplyCode.StaleEpoch };
                if ((!isUnknown && (reply.Outcome == InputOutcome.Unknown || reply.Applied != at.Count)) || !at.Select(step => step.Step).SequenceEqual(steps[..at.Count]))
                    throw new InvalidOperationException($"'{input}' was answered {reply.Outcome} {reply.Applied}, applied were {at.Count}. {Describe(sends, truth)}");
                send.WasRecalled |= at.Count > 0 && at[0].Request <= send.RequestsBefore;
            }
        }
    }

    private static string Describe(IReadOnlyList<OwnerLossSend> sends, Faults.Truth.GameTruth truth) =>
        $"Sends: {string.Join("; ", sends)}. "
        + $"Requests: {string.Join("; ", truth.Requests.Select(r => $"{r.Epoch}.{r.Sequence} [{string.Join(',', r.Inputs)}] {r.Fault.Kind} {r.Verdict} {r.Applied}/{r.Of}"))}";
}
