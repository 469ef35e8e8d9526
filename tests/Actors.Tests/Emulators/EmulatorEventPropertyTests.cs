using System.Globalization;
using System.Text;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.Streams;
using Akka.TestKit.Xunit2;
using CsCheck;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>
/// Events come to an emulator's actor in any order: inputs, failed requests, lost and refused slots, crashes, and then its stop or its move to
/// another node. Every message is answered or given back once, the answers agree with the game, and nothing is pressed after the game was saved.
/// </summary>
public sealed class EmulatorEventPropertyTests : TestKit
{
    private const int Orders = 400;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private readonly AnswerCounter _answers = new();
    private int _emulators;

    public EmulatorEventPropertyTests()
        : base("akka.loglevel = OFF") => Sys.ActorOf(Props.Create(() => new DeadLetterWatcher(_answers)));

    private enum Event
    {
        Input,
        Batch,
        SequentialBatch,
        Execution,
        Reset,
        Look,
        LetThrough,
        LoseRequest,
        LoseAnswer,
        HalveRequest,
        FailRequest,
        NoConnection,
        ServerDies,
        LoseSlot,
        Deny,
        DenyAndGrant,
        GrantAnother,
        Crash,
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _timer.Dispose();
    }

    [Fact]
    public async Task AnyOrder_EverythingIsAnsweredOnceAndTruly()
    {
        var moved = 0;
        await Gen.Select(Gen.Select(Gen.Enum<Event>(), Gen.Bool).Array[1, 30], Gen.Enum<Event>().Array[0, 8], Gen.Bool).SampleAsync(
            async (order, atTheEnd, moves) =>
            {
                if (await PlayAsync(order, atTheEnd, moves))
                    Interlocked.Increment(ref moved);
            },
            iter: Orders,
            threads: 8,
            print: scenario => $"{string.Join(", ", scenario.Item1.Select(happens => $"{happens.Item1}{(happens.Item2 ? " and waits" : "")}"))}; then it {(scenario.Item3 ? "moves" : "stops")}: {string.Join(", ", scenario.Item2)}");
        Assert.True(moved > Orders / 10, $"Of {Orders} orders only {moved} ended with a saved game.");
    }

    /// <summary>True when the game was saved for the next owner.</summary>
    private async Task<bool> PlayAsync((Event, bool)[] order, Event[] atTheEnd, bool moves)
    {
        var id = EmulatorId.Parse($"emu-{Interlocked.Increment(ref _emulators)}");
        var game = new ScriptedGame();
        var store = new FakeHandoverStore();
        var entries = FakeFleetActor.Named([id.Value]);
        var pool = Sys.ActorOf(Props.Create(() => new SlotPool()));
        var router = Sys.ActorOf(Props.Create(() => new GivingRouter(_answers)));
        var options = new ActorInputOptions { Emulators = [id.Value] };
        options.Emulator.Session.RetryDelay = TimeSpan.FromMilliseconds(1);
        options.Emulator.SequentialInputs = 3;
        options.Emulator.DrainTimeout = options.Emulator.MoveTimeout = TimeSpan.FromSeconds(1);
        var services = new EmulatorActorServices(
            options.ForEmulators, new ScriptedSessionFactory(game), _timer, ScriptedServices.Metrics(), TimeProvider.System, Sys.Materializer(), Akka.Event.Logging.GetLogger(Sys, "emulators"), pool, "test")
        {
            Fleet = Sys.ActorOf(Props.Create(() => new FakeFleetActor(entries))),
            Router = router,
            Handovers = store,
            HasPeers = () => moves,
        };
        var emulator = Sys.ActorOf(EmulatorActor.Props(id.Value, services), id.Value);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Sys.ActorOf(Props.Create(() => new EndWatcher(emulator, end)));
        var run = new Run(id, emulator, game, pool, _answers, Sys);
        while (order.Length > 3 && (await StatusAsync()).State != EmulatorState.Ready)
            await Task.Yield();
        game.Close();
        foreach (var (happens, waits) in order)
        {
            run.Do(happens);
            if (waits)
                await StatusAsync(); // What was told before is done.
        }

        emulator.Tell(StopEmulator.Instance);
        foreach (var happens in atTheEnd)
            run.Do(happens);
        game.Open();
        await end.Task.WaitAsync(Bound);
        await run.CheckAsync();
        var isSaved = entries[id].HandoverHash is not null;
        if (isSaved)
            Assert.Equal(game.Applied, Encoding.UTF8.GetString(store.Kept[id].State).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return isSaved;

        Task<EmulatorStatus> StatusAsync() => emulator.Ask<EmulatorStatus>(new GetStatus(id), Bound);
    }

    /// <summary>Each input is a wait of a different length, so that the game's record identifies it.</summary>
    private sealed class Run(EmulatorId id, IActorRef emulator, ScriptedGame game, IActorRef pool, AnswerCounter answers, ActorSystem system)
    {
        private readonly List<(int First, int Count, IActorRef Asker)> _sent = [];
        private int _next;

        public void Do(Event happens)
        {
            switch (happens)
            {
                case Event.Input:
                    Tell(1, inputs => new SendInput(id, inputs[0], InputTerms.Default));
                    break;
                case Event.Batch or Event.SequentialBatch:
                    var mode = happens == Event.Batch ? DispatchMode.Coalesced : DispatchMode.Sequential;
                    Tell(3, inputs => new SendBatch(id, InputBatch.Of(inputs), mode, InputTerms.Default));
                    break;
                case Event.Execution:
                    Tell(2, inputs => new RunBatch(id, $"run-{_next}", InputBatch.Of(inputs), DispatchMode.Sequential, InputTerms.Default));
                    break;
                case Event.Reset:
                    Tell(0, _ => new ResetGame(id));
                    break;
                case Event.Look:
                    Tell(0, _ => new GetState(id));
                    break;
                case Event.LetThrough:
                    game.LetThrough();
                    break;
                case Event.LoseSlot or Event.Deny or Event.DenyAndGrant or Event.GrantAnother:
                    pool.Tell((happens, emulator, id));
                    break;
                case Event.Crash:
                    emulator.Tell(new RunBatch(id, "crash", null!, DispatchMode.Coalesced, InputTerms.Default), ActorRefs.Nobody); // No message that there is makes it fail.
                    break;
                default:
                    game.Fail(happens switch
                    {
                        Event.LoseRequest => ScriptedFault.LostBefore,
                        Event.LoseAnswer => ScriptedFault.LostAfter,
                        Event.HalveRequest => ScriptedFault.HalfApplied,
                        Event.FailRequest => ScriptedFault.Failed,
                        Event.NoConnection => ScriptedFault.NotConnected,
                        _ => ScriptedFault.Died,
                    });
                    break;
            }
        }

        public async Task CheckAsync()
        {
            foreach (var (first, count, asker) in _sent)
            {
                var outcomes = Outcomes(await answers.OnlyAsync(asker, Bound), count);
                for (var i = 0; i < count; i++)
                {
                    var times = game.Applied.Count(input => input == $"WAIT:{first + i}");
                    Assert.True(
                        outcomes[i] switch { InputOutcome.Applied => times == 1, InputOutcome.Unknown => times <= 1, _ => times == 0 },
                        $"input {first + i} was answered {outcomes[i]?.ToString() ?? "by giving it away"}; the game saw {string.Join(' ', game.Applied)}");
                }
            }

            Assert.True(game.MostAtOnce <= 1, $"{game.MostAtOnce} requests were in flight at the same time.");
        }

        private void Tell(int count, Func<InputSequence[], IWithEmulatorId> message)
        {
            var first = _next + 1;
            var inputs = Enumerable.Range(first, count).Select(i => InputSequence.Parse(string.Create(CultureInfo.InvariantCulture, $"WAIT:{i}"))).ToArray();
            _next += count;
            var asker = system.ActorOf(Props.Create(() => new Asker(answers)));
            _sent.Add((first, count, asker));
            emulator.Tell(message(inputs), asker);
        }

        /// <summary>The answer to each input; null for an input that was given back.</summary>
        private static InputOutcome?[] Outcomes(object answer, int count) => answer switch
        {
            InputReply reply => [reply.Outcome],
            BatchReply { Results.IsEmpty: false } batch => [.. batch.Results.Select(result => (InputOutcome?)result.Outcome)],
            BatchReply batch => [.. Enumerable.Repeat((InputOutcome?)batch.Outcome, count)],
            BatchExecution { Results.IsEmpty: false } execution => [.. execution.Results.Select(result => (InputOutcome?)result.Outcome)],
            _ => new InputOutcome?[count],
        };
    }

    /// <summary>A pool that lets emulators go on after failures, unless the test tells it otherwise.</summary>
    private sealed class SlotPool : UntypedActor
    {
        private int _slots;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case PoolMessages.AcquireSlot acquire:
                    Grant(Sender, acquire.Emulator);
                    break;
                case PoolMessages.RequestFaulted faulted:
                    Sender.Tell(new PoolMessages.GoOn(faulted.Emulator));
                    break;
                case (Event.LoseSlot, IActorRef emulator, EmulatorId id):
                    emulator.Tell(new PoolMessages.SlotLost(id, $"slot-{_slots}", new SessionFailure(ReplyCode.ServerUnreachable, "killed")));
                    break;
                case (Event.GrantAnother, IActorRef emulator, EmulatorId id):
                    Grant(emulator, id);
                    break;
                case (Event happens, IActorRef emulator, EmulatorId id):
                    emulator.Tell(new PoolMessages.SlotDenied(id, ReplyCode.Quarantined, "failed too often", TimeSpan.FromSeconds(1)));
                    if (happens == Event.DenyAndGrant)
                        Grant(emulator, id);
                    break;
            }
        }

        private void Grant(IActorRef emulator, EmulatorId id) => emulator.Tell(new PoolMessages.SlotGranted(id, $"slot-{++_slots}", new Uri("http://game/1/")));
    }
}
