using System.Diagnostics.Metrics;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Inputs;

/// <summary>Deadlines and remembered answers, with a clock that the test sets.</summary>
public sealed class InputDeskTimeTests : TestKit
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly Action Stage = static () => { };
    private readonly FakeTimeProvider _time = new();
    private readonly EmulatorOptions _options = new();
    private readonly InputDesk _desk;

    public InputDeskTimeTests()
        : base("akka.loglevel = OFF")
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        _desk = new InputDesk(Emu, _options, InputLimits.Default, new ActorInputMetrics(meters), _time, ActorRefs.Nobody)
        {
            Leases = new LeaseDesk(Emu, new LeaseOptions(), _time),
        };
        _desk.Queue.Attach(Stage);
        _desk.Queue.Release();
    }

    [Fact]
    public async Task AnswerExpired_OneTickBeforeAndAtTheDeadline_AnswersAtTheDeadline()
    {
        Accept("A", new InputTerms { Deadline = Deadline });
        Assert.Equal(Deadline, _desk.Queue.NextDeadline(_time.GetTimestamp()));

        _time.Advance(Deadline - Tick);
        _desk.Answers.AnswerExpired();
        Assert.Equal((1, Tick), (_desk.Answers.Unanswered, _desk.Queue.NextDeadline(_time.GetTimestamp())));

        _time.Advance(Tick);
        _desk.Answers.AnswerExpired();
        var reply = await ExpectMsgAsync<InputReply>();
        Assert.Equal((InputOutcome.Expired, Deadline), (reply.Outcome, reply.Latency));
        Assert.Equal(0, _desk.Answers.Unanswered);
    }

    [Fact]
    public void TryTake_DeadlineHasPassed_IsNotSent()
    {
        Accept("A", new InputTerms { Deadline = Deadline });
        Accept("B");
        _time.Advance(Deadline);
        var dispatch = Take();
        Assert.Equal([1L], dispatch.Expired.Select(input => input.Sequence));
        Assert.Equal([2L], dispatch.Inputs.Select(input => input.Sequence));
    }

    [Fact]
    public async Task Settle_Answered_LatencyIsTheTimeFromAcceptance()
    {
        Accept("A");
        _time.Advance(TimeSpan.FromMilliseconds(3));
        var dispatch = Take();
        _time.Advance(TimeSpan.FromMilliseconds(4));
        Settle(dispatch);
        Assert.Equal(7, (await ExpectMsgAsync<InputReply>()).Latency.TotalMilliseconds);
    }

    [Fact]
    public async Task Accept_SameId_IsRememberedAsLongAsTheOptionSays()
    {
        var terms = new InputTerms { Id = "turn-1" };
        Accept("A", terms);
        Settle(Take());
        var first = await ExpectMsgAsync<InputReply>();

        _time.Advance(_options.RememberIdsFor);
        Assert.False(_desk.Accept(new SendInput(Emu, InputSequence.Parse("A"), terms), TestActor));
        Assert.Equal(first, await ExpectMsgAsync<InputReply>());

        _time.Advance(Tick);
        Accept("A", terms);
        Assert.Equal(1, _desk.Queue.Count);
    }

    [Fact]
    public void GiveBack_Waited_LeavesWhatIsLeftOfTheDeadline()
    {
        Accept("A", new InputTerms { Deadline = Deadline });
        _time.Advance(TimeSpan.FromMilliseconds(2));
        var given = new List<SendInput>();
        new InputHandover(Emu, _desk).GiveBack((message, _) => given.Add((SendInput)message));
        Assert.Equal(TimeSpan.FromMilliseconds(3), Assert.Single(given).Terms.Deadline);
    }

    [Fact]
    public void StopReason_TimeoutOfAnExecution_IsCountedFromItsAcceptance()
    {
        var run = new RunBatch(Emu, "x", InputBatch.Of([InputSequence.Parse("A")]), DispatchMode.Coalesced, InputTerms.Default) { Timeout = Deadline };
        var execution = _desk.Accept(run, TestActor, _time.GetUtcNow())!;
        _time.Advance(Deadline - Tick);
        Assert.Null(execution.StopReason(_time.GetTimestamp(), _time));
        _time.Advance(Tick);
        Assert.Equal(ExecutionStatus.TimedOut, execution.StopReason(_time.GetTimestamp(), _time));
    }

    [Fact]
    public void IdleFor_AfterAnInput_IsTheTimeSince()
    {
        _time.Advance(TimeSpan.FromHours(1));
        Accept("A");
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(10), _desk.Queue.Gauge.IdleFor);
    }

    [Fact]
    public void TryTake_QuickInputs_CountByTheDesksClock()
    {
        for (var input = 0; input < _options.Buffering.ThresholdPerSecond; input++)
        {
            Accept("A");
            Settle(Take());
        }

        _time.Advance(_options.Buffering.RateWindow + Tick);
        Accept("A");
        Assert.Equal(CloseReason.Alone, _desk.Queue.TryTake(Stage, false, _time.GetTimestamp(), out _)?.Reason);
    }

    private void Accept(string input, InputTerms? terms = null) =>
        Assert.True(_desk.Accept(new SendInput(Emu, InputSequence.Parse(input), terms ?? InputTerms.Default), TestActor));

    private Dispatch Take() => _desk.Queue.TryTake(Stage, true, _time.GetTimestamp(), out _)!;

    private void Settle(Dispatch dispatch)
    {
        _desk.Queue.Returned(static () => { });
        _desk.Answers.Settle(dispatch.Done = new DispatchDone(1, dispatch, [.. dispatch.Inputs.Select(input => new Verdict(VerdictKind.Known, input.Input.Count, null))]));
    }
}
