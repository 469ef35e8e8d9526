using ActorInput.Actors.Inputs;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Inputs that are not accepted, or not sent.</summary>
public sealed class EmulatorRefusalTests : EmulatorActorTestKit
{
    [Fact]
    public async Task SendInput_QueueFull_IsOverloadedAtOnce()
    {
        Settings.Emulator.Buffering.QueueLength = 4;
        var emulator = await StartAsync();
        Game.Close();
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var waiting = Enumerable.Range(0, 4).Select(_ => Send(emulator, "B")).ToList();
        var refused = await Send(emulator, "START");
        Assert.Equal((InputOutcome.Overloaded, ReplyCode.QueueFull, 0L), (refused.Outcome, refused.Code, refused.Sequence));
        Assert.NotNull(refused.RetryAfter);
        Assert.Contains("4", refused.Detail, StringComparison.Ordinal);
        Game.Open();
        await Task.WhenAll(waiting.Append(first));
        Assert.Equal(["A", "B", "B", "B", "B"], Game.Applied);
    }

    [Fact]
    public async Task SendInput_DeadlinePassesWhileQueued_IsExpiredAndNotSent()
    {
        var emulator = await StartAsync();
        Game.Close();
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var late = await Send(emulator, "B", new InputTerms { Deadline = TimeSpan.FromMilliseconds(20) });
        Assert.Equal((InputOutcome.Expired, ReplyCode.DeadlinePassed), (late.Outcome, late.Code));
        Game.Open();
        await first;
        Assert.Equal(["A"], Game.Applied);
    }

    [Fact]
    public async Task SendInput_SameIdAgain_GetsTheFirstAnswerAndPressesNothing()
    {
        var emulator = await StartAsync();
        var terms = new InputTerms { Id = "turn-1" };
        var first = await Send(emulator, "A", terms);
        var again = await Send(emulator, "A", terms);
        Assert.Equal(first, again);
        Assert.Equal(["A"], Game.Applied);
    }

    [Fact]
    public async Task SendInput_SameIdWhileTheFirstIsUnderWay_BothGetOneAnswer()
    {
        var emulator = await StartAsync();
        Game.Close();
        var terms = new InputTerms { Id = "turn-1" };
        var first = Send(emulator, "A", terms);
        await InFlightAsync(emulator);
        var again = Send(emulator, "A", terms);
        Game.Open();
        Assert.Equal(await first, await again);
        Assert.Equal(["A"], Game.Applied);
    }

    [Fact]
    public async Task SendInput_IdOfAnotherInput_IsRefused()
    {
        var emulator = await StartAsync();
        await Send(emulator, "A", new InputTerms { Id = "turn-1" });
        var refused = await Send(emulator, "B", new InputTerms { Id = "turn-1" });
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.InputIdReused), (refused.Outcome, refused.Code));
        Assert.Equal(["A"], Game.Applied);
    }

    public static TheoryData<string, InputTerms, string> BadTerms => new()
    {
        { "A", new InputTerms { Id = new string('x', 129) }, "129" },
        { "A", new InputTerms { Id = "" }, "0 characters" },
        { "A", new InputTerms { Deadline = TimeSpan.FromSeconds(-1) }, "-1000 ms" },
        { "A", new InputTerms { Deadline = TimeSpan.FromDays(2) }, "86400000 ms" },
        { "A", new InputTerms { Priority = (InputPriority)7 }, "priority is 7" },
    };

    [Theory]
    [MemberData(nameof(BadTerms))]
    public async Task SendInput_BadTerms_IsRefusedWithTheFieldAndTheValue(string input, InputTerms terms, string says)
    {
        var emulator = await StartAsync();
        var refused = await Send(emulator, input, terms);
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.InvalidRequest), (refused.Outcome, refused.Code));
        Assert.Contains(says, refused.Detail, StringComparison.Ordinal);
        Assert.Empty(Game.Requests);
    }

    [Fact]
    public async Task SendBatch_TooLong_IsRefusedWhole()
    {
        Settings.Limits = new InputLimits { MaxBatchInputs = 2 };
        var emulator = await StartAsync();
        var refused = await SendBatch(emulator, DispatchMode.Coalesced, "A", "B", "START");
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.InvalidRequest), (refused.Outcome, refused.Code));
        Assert.Contains("3 entries", refused.Detail, StringComparison.Ordinal);
        Assert.Empty(Game.Requests);
    }

    [Fact]
    public async Task SendBatch_OneTokenNotSupported_IsRefusedWhole()
    {
        var game = new ScriptedGame { Chords = false, Dialect = "gym" };
        var emulator = await StartAsync(game);
        var refused = await SendBatch(emulator, DispatchMode.Coalesced, "A", "A+B", "START");
        Assert.Equal(InputOutcome.NotSupported, refused.Outcome);
        Assert.Contains("'A+B'", refused.Detail, StringComparison.Ordinal);
        Assert.Empty(game.Requests);
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "A")).Outcome);
    }

    [Fact]
    public async Task SendInput_ShorterDeadlineBehindALongerOne_IsExpiredInItsTime()
    {
        var emulator = await StartAsync();
        Game.Close();
        var first = Send(emulator, "A");
        await ReachedAsync();
        var patient = Send(emulator, "B", new InputTerms { Deadline = TimeSpan.FromHours(1) });
        var late = await Send(emulator, "UP", new InputTerms { Deadline = TimeSpan.FromMilliseconds(20) });
        Assert.Equal(InputOutcome.Expired, late.Outcome);
        Game.Open();
        Assert.Equal([InputOutcome.Applied, InputOutcome.Applied], (await Task.WhenAll(first, patient)).Select(reply => reply.Outcome));
        Assert.Equal(["A", "B"], Game.Applied);
    }

    [Fact]
    public async Task Questions_MoreThanTheQueueTakes_AreOverloaded()
    {
        Settings.Emulator.Buffering.QueueLength = 2;
        var emulator = await StartAsync();
        Game.Close();
        var first = Send(emulator, "A");
        await ReachedAsync();
        var waiting = new[] { emulator.Ask<StateReply>(new GetState(Emu), Bound), emulator.Ask<StateReply>(new GetState(Emu), Bound) };
        var refused = await emulator.Ask<RequestFailed>(new GetState(Emu), Bound);
        Assert.Equal(ReplyCode.QueueFull, refused.Code);
        Game.Open();
        await first;
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task SendInput_SameIdAgainAndAgainWhileTheFirstIsUnderWay_IsOverloadedInTheEnd()
    {
        Settings.Emulator.Buffering.QueueLength = 2;
        var emulator = await StartAsync();
        Game.Close();
        var terms = new InputTerms { Id = "turn-1" };
        var first = Send(emulator, "A", terms);
        await ReachedAsync();
        var again = new[] { Send(emulator, "A", terms), Send(emulator, "A", terms) };
        var refused = await Send(emulator, "A", terms);
        Assert.Equal((InputOutcome.Overloaded, ReplyCode.QueueFull), (refused.Outcome, refused.Code));
        Game.Open();
        var answer = await first;
        Assert.All(await Task.WhenAll(again), reply => Assert.Equal(answer, reply));
    }

    [Fact]
    public async Task Overrides_OfThisEmulator_CountForIt()
    {
        Settings.Overrides["emu-1"] = new EmulatorOptions { Buffering = new BufferingOptions { QueueLength = 1, MaxBatch = 3, ThresholdPerSecond = 0 } };
        var emulator = await StartAsync();
        Game.Close();
        var first = Send(emulator, "A");
        await ReachedAsync();
        var waiting = Send(emulator, "B");
        Assert.Contains("the queue takes 1", (await Send(emulator, "UP")).Detail, StringComparison.Ordinal);
        Game.Open();
        await Task.WhenAll(first, waiting);
    }
}
