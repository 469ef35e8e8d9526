using System.Diagnostics;
using System.Diagnostics.Metrics;
using ActorInput.Actors.Common;
using ActorInput.Actors.Inputs;
using ActorInput.Actors.Leases;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Actors.Tests.Inputs;

/// <summary>The desk when its actor ends: every accepted input is answered once, wherever it was.</summary>
public sealed class InputDeskTests : TestKit
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly Refusal Ended = new(InputOutcome.NotApplied, ReplyCode.ShuttingDown, "ended");
    private static readonly Action Stage = static () => { };
    private readonly InputDesk _desk;

    public InputDeskTests()
        : base("akka.loglevel = OFF")
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        _desk = new InputDesk(Emu, new EmulatorOptions(), InputLimits.Default, new ActorInputMetrics(meters), TimeProvider.System, ActorRefs.Nobody)
        {
            Leases = new LeaseDesk(Emu, new LeaseOptions(), TimeProvider.System),
        };
        _desk.Queue.Attach(Stage);
        _desk.Queue.Release();
    }

    [Fact]
    public async Task Abandoned_ResultOnItsWay_IsAnsweredAsItWasAndTheRestAsNotApplied()
    {
        Accept("A");
        Accept("B");
        Return(Take(), new Verdict(VerdictKind.Known, 1, null), new Verdict(VerdictKind.MayGoAgain, 0, null));
        Accept("UP");
        Take(); // In flight.
        Accept("DOWN");
        _desk.Answers.AnswerAbandoned(Ended);
        Assert.Equal(
            [InputOutcome.Applied, InputOutcome.Unknown, InputOutcome.NotApplied, InputOutcome.NotApplied],
            await OutcomesAsync(4));
        Assert.Equal(0, _desk.Answers.Unanswered);
    }

    [Fact]
    public async Task Settle_ExecutionThatWasNotSent_IsAnsweredOnce()
    {
        Assert.NotNull(_desk.Accept(
            new RunBatch(Emu, "run-1", InputBatch.Of(InputSequence.Parse("A")), DispatchMode.Sequential, InputTerms.Default), TestActor, DateTimeOffset.UnixEpoch));
        var failure = new SessionFailure(ReplyCode.ServerUnreachable, "closed before");
        _desk.Answers.Settle(new DispatchDone(-1, Take(), []) { Failure = failure, SessionLost = true, Answer = new RequestFailed(Emu, failure.Code, failure.Detail) });
        TestActor.Tell("the end");
        Assert.Equal("closed before", (await ExpectMsgAsync<BatchExecution>()).Detail);
        await ExpectMsgAsync("the end");
        Assert.Equal(0, _desk.Answers.Unanswered);
    }

    [Fact]
    public async Task Abandoned_ExpiredWithWhatIsInFlight_IsAnsweredExpired()
    {
        Accept("A", new InputTerms { Deadline = TimeSpan.FromMilliseconds(1) });
        Accept("B");
        Assert.Single(_desk.Queue.TryTake(Stage, true, Stopwatch.GetTimestamp() + Stopwatch.Frequency, out _)!.Inputs);
        _desk.Answers.AnswerAbandoned(Ended);
        Assert.Equal([InputOutcome.Expired, InputOutcome.Unknown], await OutcomesAsync(2));
        Assert.Equal(0, _desk.Answers.Unanswered);
    }

    [Fact]
    public async Task Crash_OnAResult_ItsInputsAreAnsweredUnknownOnce()
    {
        Accept("A");
        Accept("B");
        var dispatch = Take();
        var done = Return(dispatch, new Verdict(VerdictKind.Known, 1, null), new Verdict(VerdictKind.Known, 1, null));
        dispatch.Inputs[0].IsAnswered = true; // As far as the actor came.
        _desk.Answers.AnswerCrash(done, ActorRefs.Nobody, new InvalidOperationException("scripted"));
        var reply = await ExpectMsgAsync<InputReply>();
        Assert.Equal((2L, InputOutcome.Unknown), (reply.Sequence, reply.Outcome));
        Assert.Empty(_desk.Queue.Unsettled);
    }

    [Fact]
    public async Task Crash_OnAResultThatIsSettled_AnswersNothingAgain()
    {
        Accept("A");
        Accept("B");
        var done = Return(Take(), new Verdict(VerdictKind.Known, 1, null), new Verdict(VerdictKind.MayGoAgain, 0, null));
        _desk.Answers.Settle(done);
        Assert.Equal([InputOutcome.Applied], await OutcomesAsync(1));
        _desk.Answers.AnswerCrash(done, ActorRefs.Nobody, new InvalidOperationException("scripted"));
        Assert.Equal((1, 1), (_desk.Queue.Count, _desk.Answers.Unanswered));
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public void Batch_WithADeadline_ExpiresWholeOrNotAtAll()
    {
        _desk.Accept(
            new SendBatch(
                Emu, InputBatch.Of(Enumerable.Repeat(InputSequence.Parse("A"), 50)), DispatchMode.Coalesced, new InputTerms { Deadline = TimeSpan.FromHours(1) }),
            TestActor);
        Assert.Single(Take().Inputs.Select(input => input.AcceptedAt).Distinct());
    }

    private void Accept(string input, InputTerms? terms = null) =>
        Assert.True(_desk.Accept(new SendInput(Emu, InputSequence.Parse(input), terms ?? InputTerms.Default), TestActor));

    private Dispatch Take() => _desk.Queue.TryTake(Stage, true, Stopwatch.GetTimestamp(), out _)!;

    private DispatchDone Return(Dispatch dispatch, params Verdict[] verdicts)
    {
        var done = dispatch.Done = new DispatchDone(1, dispatch, verdicts);
        _desk.Queue.Returned(static () => { });
        return done;
    }

    private async Task<IEnumerable<InputOutcome>> OutcomesAsync(int replies) =>
        (await ReceiveNAsync(replies, TimeSpan.FromSeconds(10)).ToListAsync()).Cast<InputReply>().Select(reply => reply.Outcome);
}
