using System.Globalization;
using ActorInput.Actors.Emulators;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Tests.Emulators;
using ActorInput.Actors.Tests.Once;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using CsCheck;

namespace ActorInput.Actors.Tests.Leases;

/// <summary>
/// For any schedule of others' inputs, failing requests and leases: from the moment at which a holder is told of its lease until the lease ends, the
/// game sees only the holder's inputs, and the answers to the others agree with the game.
/// </summary>
public sealed class LeaseBeginPropertyTests : TestKit
{
    private const int Scenarios = 400;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly WindowTimer _timer = new(TimeProvider.System);
    private int _emulators;

    public LeaseBeginPropertyTests()
        : base("akka.loglevel = OFF")
    {
    }

    private enum Act
    {
        Input,
        BulkInput,
        Batch,
        SequentialBatch,
        Execution,
        Reset,
        LetThrough,
        LoseRequest,
        HalveRequest,
        FailRequest,
        Lease,
        LeaseBulk,
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _timer.Dispose();
    }

    [Fact]
    public async Task AnySchedule_NothingOfOthersIsPressedUnderALease() =>
        await Gen.Select(Gen.Enum<Act>().Array[2, 40], Gen.Int[0, 2]).SampleAsync(
            (acts, patience) => PlayAsync(acts, TimeSpan.FromMilliseconds(patience switch { 0 => 0, 1 => 15, _ => 2_000 })),
            iter: Scenarios,
            threads: 8,
            print: scenario => $"{scenario.Item2}: {string.Join(", ", scenario.Item1)}");

    private async Task PlayAsync(Act[] acts, TimeSpan beginWithin)
    {
        var id = EmulatorId.Parse($"emu-{Interlocked.Increment(ref _emulators)}");
        var game = new ScriptedGame();
        var emulator = Start(id, game, beginWithin);
        try
        {
            var run = new Run(id, emulator, game);
            foreach (var act in acts)
                await run.DoAsync(act);
            await run.EndAsync();
        }
        finally
        {
            game.Open();
            await emulator.GracefulStop(Bound);
        }
    }

    private IActorRef Start(EmulatorId id, ScriptedGame game, TimeSpan beginWithin)
    {
        var options = new ActorInputOptions { Emulators = [id.Value] };
        options.Lease.BeginWithin = beginWithin;
        options.Emulator.Session.RetryDelay = TimeSpan.FromMilliseconds(1);
        options.Emulator.SequentialInputs = 3;
        var pool = Sys.ActorOf(Akka.Actor.Props.Create(() => new SameSlotPool(new Uri("http://game/1/"), false)));
        return Sys.ActorOf(EmulatorActor.Props(id.Value, ScriptedServices.Create(options, game, _timer, pool, Sys)), id.Value);
    }

    /// <summary>Each input is a wait of a different length, so that the game's record shows whose it is.</summary>
    private sealed class Run(EmulatorId id, IActorRef emulator, ScriptedGame game)
    {
        private readonly List<(int Number, Task<InputReply> Reply)> _inputs = [];
        private readonly List<(int First, int Count, Task<BatchReply> Reply)> _batches = [];
        private readonly List<(int First, int Count, Task<BatchExecution> Reply)> _executions = [];
        private readonly List<Task<object>> _resets = [];
        private int _next;
        private long _epoch;

        public async Task DoAsync(Act act)
        {
            switch (act)
            {
                case Act.Input or Act.BulkInput:
                    var terms = new InputTerms { Priority = act == Act.Input ? InputPriority.Interactive : InputPriority.Bulk };
                    _inputs.Add((_next + 1, emulator.Ask<InputReply>(new SendInput(id, Next(), terms), Bound)));
                    break;
                case Act.Batch or Act.SequentialBatch:
                    var mode = act == Act.Batch ? DispatchMode.Coalesced : DispatchMode.Sequential;
                    _batches.Add((_next + 1, 3, emulator.Ask<BatchReply>(new SendBatch(id, InputBatch.Of(Next(), Next(), Next()), mode, InputTerms.Default), Bound)));
                    break;
                case Act.Execution:
                    var run = new RunBatch(id, $"run-{_next}", InputBatch.Of(Next(), Next(), Next()), DispatchMode.Sequential, InputTerms.Default);
                    _executions.Add((_next - 2, 3, emulator.Ask<BatchExecution>(run, Bound)));
                    break;
                case Act.Reset:
                    _resets.Add(emulator.Ask<object>(new ResetGame(id), Bound));
                    break;
                case Act.LetThrough:
                    game.LetThrough();
                    break;
                case Act.LoseRequest:
                    game.Fail(ScriptedFault.LostBefore);
                    break;
                case Act.HalveRequest:
                    game.Fail(ScriptedFault.HalfApplied);
                    break;
                case Act.FailRequest:
                    game.Fail(ScriptedFault.Failed);
                    break;
                default:
                    await LeaseAsync(act == Act.LeaseBulk ? InputPriority.Bulk : InputPriority.Interactive);
                    break;
            }
        }

        /// <summary>Waits for every answer and compares it with what the game saw.</summary>
        public async Task EndAsync()
        {
            game.Open();
            foreach (var (number, reply) in _inputs)
                Check(number, (await reply).Outcome);
            foreach (var (first, count, reply) in _batches)
                CheckAll(first, count, (await reply).Outcome, [.. (await reply).Results.Select(result => result.Outcome)]);
            foreach (var (first, count, reply) in _executions)
                CheckAll(first, count, InputOutcome.NotApplied, [.. (await reply).Results.Select(result => result.Outcome)]);
            await Task.WhenAll(_resets);

            void Check(int number, InputOutcome outcome)
            {
                Assert.True(Seen().Contains(number) == (outcome == InputOutcome.Applied), $"input {number} was answered {outcome}; the game saw {string.Join(' ', Seen())}");
            }

            void CheckAll(int first, int count, InputOutcome whole, InputOutcome[] each)
            {
                for (var i = 0; i < count; i++)
                    Check(first + i, each.Length == 0 ? whole : each[i]);
            }
        }

        private async Task LeaseAsync(InputPriority priority)
        {
            var offer = new LeaseEntry(LeaseToken.Create(id, ++_epoch), $"request-{_epoch}", TimeSpan.FromMinutes(1));
            var report = await emulator.Ask<LeaseReport>(new OfferLease(offer), Bound);
            game.Open();
            while (report.IsPending)
            {
                await Task.Yield();
                report = await emulator.Ask<LeaseReport>(new GetLease(id), Bound);
            }

            Assert.Equal(offer.Token, report.Record.Lease?.Token);
            var (before, resets) = (Seen(), game.Resets);
            var refused = await emulator.Ask<InputReply>(new SendInput(id, Next(), InputTerms.Default), Bound);
            Assert.Equal(ReplyCode.Leased, refused.Code);
            var first = _next + 1;
            for (var i = 0; i < 3; i++)
                await emulator.Ask<InputReply>(new SendInput(id, Next(), new InputTerms { Lease = offer.Token.Value, Priority = priority }), Bound);
            var under = Seen()[before.Length..];
            Assert.True(Array.TrueForAll(under, number => number >= first), $"under the lease, from {first} on, the game saw {string.Join(' ', under)}");
            Assert.Equal(resets, game.Resets);
            await emulator.Ask<LeaseEnded>(new ReleaseLease(offer.Token), Bound);
        }

        private InputSequence Next() => InputSequence.Parse(string.Create(CultureInfo.InvariantCulture, $"WAIT:{++_next}"));

        private int[] Seen()
        {
            lock (game.Applied)
                return [.. game.Applied.Select(input => int.Parse(input.AsSpan("WAIT:".Length), CultureInfo.InvariantCulture))];
        }
    }
}
