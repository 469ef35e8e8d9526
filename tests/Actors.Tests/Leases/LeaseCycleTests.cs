using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Tests.Emulators;
using ActorInput.Actors.Tests.Once;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Xunit.Abstractions;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>Fifty agents over ten emulators, with the real actors, agents that die and brokers that fail.</summary>
public sealed class LeaseCycleTests : TestKit
{
    private const int Emulators = 10;
    private const int Agents = 50;
    private const int Cycles = 100;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongBound = TimeSpan.FromMinutes(1);
    private readonly ITestOutputHelper _output;
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private readonly LeaseJudge _judge = new();
    private readonly Dictionary<EmulatorId, ScriptedGame> _games = [];

    public LeaseCycleTests(ITestOutputHelper output)
        : base("akka.loglevel = WARNING") => _output = output;

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task ManyAgents_DyingAtRandom_NeverTwoHoldersAndNothingLeaks(int failOvers)
    {
        IActorRef broker = ActorRefs.Nobody;
        var switchboard = CreateEmulators(() => broker);
        var fleet = new FakeFleet([.. _games.Keys.Select(id => id.Value)]);
        var options = new LeaseOptions { RefreshInterval = TimeSpan.FromSeconds(1) };
        var props = Props.Create(() => new LeaseBrokerActor(switchboard, fleet, options, TimeProvider.System));
        broker = Sys.ActorOf(Props.Create(() => new BrokerFinder(props)));

        await PlayAsync(broker, switchboard, failOvers);

        _output.WriteLine($"{_judge.Cycles} cycles, {_judge.Applied} presses, {_judge.Deaths} deaths, {failOvers} brokers lost");
        Assert.Empty(_judge.Faults);
        Assert.InRange(_judge.Deaths, 50, int.MaxValue);
        foreach (var (emulator, game) in _games)
            await CheckAsync(emulator, game, switchboard);
        await AllAreFreeAsync(broker);
    }

    private IActorRef CreateEmulators(Func<IActorRef> broker)
    {
        var pool = Sys.ActorOf(Props.Create(() => new SameSlotPool(new Uri("http://game/1/"), false)));
        var actors = new Dictionary<EmulatorId, IActorRef>();
        var options = new ActorInputOptions { Emulators = [.. Enumerable.Range(1, Emulators).Select(i => $"emu-{i}")] };
        var fleet = Sys.ActorOf(Props.Create(() => new FakeFleetActor(FakeFleetActor.Named(options.Emulators))));
        foreach (var name in options.Emulators)
        {
            var game = _games[EmulatorId.Parse(name)] = new ScriptedGame();
            var services = ScriptedServices.Create(options, game, _timer, pool, Sys, broker, fleet);
            actors[EmulatorId.Parse(name)] = Sys.ActorOf(EmulatorActor.Props(name, services), name);
        }

        return Sys.ActorOf(Props.Create(() => new EmulatorSwitch(actors)));
    }

    /// <summary>Every agent that dies has a successor, until as many cycles are done as fifty agents would do.</summary>
    private async Task PlayAsync(IActorRef broker, IActorRef switchboard, int failOvers)
    {
        var born = 0;
        for (; born < Agents; born++)
            Start(born, Cycles);
        var alive = Agents;
        var died = 0;
        var brokersLost = 0;
        while (alive > 0)
        {
            await ExpectMsgAsync<Terminated>(LongBound, hint: $"{alive} agents live, {_judge.Cycles} cycles are done, {string.Join("; ", _judge.Faults)}");
            alive--;
            if (brokersLost < failOvers && _judge.Cycles > Agents * Cycles * (brokersLost + 1) / (failOvers + 1))
            {
                brokersLost++;
                broker.Tell(new BrokerFinder.FailOver());
            }

            if (_judge.Deaths <= died || _judge.Cycles >= Agents * Cycles)
                continue;
            died++;
            alive++;
            Start(born++, Cycles);
        }

        Assert.InRange(_judge.Cycles, Agents * Cycles, int.MaxValue);
        Assert.Equal(failOvers, brokersLost);

        void Start(int number, int cycles) =>
            Watch(Sys.ActorOf(Props.Create(() => new CyclingAgent($"agent-{number}", number, cycles, broker, switchboard, _judge)), $"agent-{number}"));
    }

    private async Task CheckAsync(EmulatorId emulator, ScriptedGame game, IActorRef switchboard)
    {
        await AwaitAssertAsync(
            async () =>
            {
                var report = await switchboard.Ask<LeaseReport>(new GetLease(emulator), Bound);
                Assert.True(report.Record.Lease is null, $"{emulator} is still leased to {report.Record.Lease?.RequestId}.");
            },
            Bound);
        List<int> epochs;
        lock (game.Applied)
            epochs = game.Applied.ConvertAll(input => int.Parse(input.AsSpan("WAIT:".Length), provider: null));
        Assert.InRange(epochs.Count, 100, int.MaxValue);
        Assert.Equal(epochs.Order(), epochs); // Once another holder has pressed, nothing of an earlier one is.
    }

    private static async Task AllAreFreeAsync(IActorRef broker)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Emulators).Select(i =>
            broker.Ask<object>(new AcquireLease($"last-{i}") { Timeout = TimeSpan.FromSeconds(5) }, Bound)));
        Assert.Equal(Emulators, answers.OfType<LeaseGranted>().Select(granted => granted.Emulator).Distinct().Count());
    }
}
