using ActorInput.Actors.Pool;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>How inputs and batches go to the game when nothing fails.</summary>
public sealed class EmulatorSendingTests : EmulatorActorTestKit
{
    [Fact]
    public async Task Question_WhileItStarts_IsAnsweredOnceItCan()
    {
        var emulator = Create();
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        var state = emulator.Ask<StateReply>(new GetState(Emu), Bound);
        await StatusAsync(emulator);
        Assert.False(state.IsCompleted);
        Grant(emulator);
        Assert.Equal(Emu, (await state).Emulator);
    }

    [Fact]
    public async Task Question_WhileNothingIsFreeForIt_IsRefusedAtOnce()
    {
        var emulator = Create();
        await Pool.ExpectMsgAsync<PoolMessages.AcquireSlot>(Bound);
        emulator.Tell(new PoolMessages.SlotDenied(Emu, ReplyCode.NoCapacity, "All 1 slots are taken.", TimeSpan.FromSeconds(1)));
        Assert.Contains("All 1 slots are taken.", (await emulator.Ask<RequestFailed>(new GetState(Emu), Bound)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendInput_EmulatorReady_IsAppliedAndAnswered()
    {
        var emulator = await StartAsync();

        var reply = await Send(emulator, "RIGHT RIGHT A");

        Assert.Equal((InputOutcome.Applied, 3, 3, 1L, 1L), (reply.Outcome, reply.Applied, reply.Of, reply.Epoch, reply.Sequence));
        Assert.Equal(["RIGHT*2 A"], Game.Applied);
    }

    [Fact]
    public async Task SendInput_BeforeTheSlotIsGranted_WaitsAndIsApplied()
    {
        var emulator = Create();
        var reply = Send(emulator, "A");
        await GrantAsync(emulator);
        Assert.Equal(InputOutcome.Applied, (await reply).Outcome);
    }

    [Fact]
    public async Task SendInput_ManyAtOnce_LeaveInOrderInBatches()
    {
        var emulator = await StartAsync();
        var replies = await Task.WhenAll(Enumerable.Range(1, 200).Select(i => Send(emulator, $"WAIT:{i}")));
        Assert.All(replies, reply => Assert.Equal(InputOutcome.Applied, reply.Outcome));
        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"WAIT:{i}"), Game.Applied);
        Assert.True(Game.Requests.Count < 200, $"{Game.Requests.Count} requests for 200 inputs: nothing was gathered.");
        Assert.All(Game.Requests, size => Assert.InRange(size, 1, 8));
    }

    [Fact]
    public async Task SendBatch_Coalesced_IsOneRequestWithAResultForEach()
    {
        var emulator = await StartAsync();
        var reply = await SendBatch(emulator, DispatchMode.Coalesced, "A B", "START", "UP*4");
        Assert.Equal((InputOutcome.Applied, 7, 7), (reply.Outcome, reply.Applied, reply.Of));
        Assert.Equal([2, 1, 4], reply.Results.Select(result => result.Applied));
        Assert.Equal([3], Game.Requests);
    }

    [Theory]
    [InlineData(DispatchMode.Sequential)]
    [InlineData(DispatchMode.Concurrent)]
    public async Task SendBatch_OtherModes_AreOneRequestForEachInput(DispatchMode mode)
    {
        var emulator = await StartAsync();
        var reply = await SendBatch(emulator, mode, "A", "B", "START");
        Assert.Equal((InputOutcome.Applied, 3), (reply.Outcome, reply.Applied));
        Assert.Equal([1, 1, 1], Game.Requests);
        Assert.Equal(["A", "B", "START"], mode == DispatchMode.Sequential ? Game.Applied : Game.Applied.Order());
    }

    [Fact]
    public async Task SendInput_InteractiveBehindBulk_GoesFirst()
    {
        var emulator = await StartAsync();
        Game.Close();
        var all = new List<Task<InputReply>> { Send(emulator, "A") };
        await InFlightAsync(emulator);
        all.Add(Send(emulator, "UP", new InputTerms { Priority = InputPriority.Bulk }));
        all.Add(Send(emulator, "DOWN", new InputTerms { Priority = InputPriority.Bulk }));
        all.Add(Send(emulator, "LEFT"));
        all.Add(Send(emulator, "RIGHT"));
        await StatusAsync(emulator); // Told behind all of them, so they are accepted.
        Game.Open();
        await Task.WhenAll(all);
        Assert.Equal(["A", "LEFT", "RIGHT", "UP", "DOWN"], Game.Applied);
    }

    [Fact]
    public async Task AgentStops_ItsQueuedInputsGoWithIt_OthersStay()
    {
        var emulator = await StartAsync();
        Game.Close();
        var first = Send(emulator, "A");
        await InFlightAsync(emulator);
        var agent = CreateTestProbe();
        emulator.Tell(new SendInput(Emu, InputSequence.Parse("SELECT"), new InputTerms { DropWithSender = true }), agent);
        var other = Send(emulator, "B");
        await AwaitAssertAsync(async () => Assert.Equal(2, (await StatusAsync(emulator)).Queued), Bound);
        Sys.Stop(agent);
        await AwaitAssertAsync(async () => Assert.Equal(1, (await StatusAsync(emulator)).Queued), Bound);
        Game.Open();
        await Task.WhenAll(first, other);
        Assert.Equal(["A", "B"], Game.Applied);
    }

    [Fact]
    public async Task UnknownEmulator_AnyMessage_IsAnsweredSo()
    {
        var emulator = Create("emu-99");
        var id = EmulatorId.Parse("emu-99");
        var reply = await emulator.Ask<InputReply>(new SendInput(id, InputSequence.Parse("A")), Bound);
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.UnknownEmulator), (reply.Outcome, reply.Code));
        Assert.Equal(ReplyCode.UnknownEmulator, (await emulator.Ask<RequestFailed>(new GetStatus(id), Bound)).Code);
        await Pool.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Questions_WhileInputsWait_AreAnsweredInBetween()
    {
        var emulator = await StartAsync();
        await Send(emulator, "A");
        var state = await emulator.Ask<StateReply>(new GetState(Emu), Bound);
        Assert.Equal("""{"applied":1}""", System.Text.Encoding.UTF8.GetString(state.Json.Span));
        Assert.Equal(16, (await emulator.Ask<MemoryReply>(new ReadMemory(Emu, 0xC100, 16), Bound)).Bytes.Length);
        Assert.NotEqual(0, (await emulator.Ask<ScreenReply>(new GetScreen(Emu), Bound)).Png.Length);
    }
}
