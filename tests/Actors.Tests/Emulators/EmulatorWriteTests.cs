using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using Akka.Actor;

namespace ActorInput.Actors.Tests.Emulators;

/// <summary>Writes to memory and battery are done in order with the inputs, once, and are answered like inputs.</summary>
public sealed class EmulatorWriteTests : EmulatorActorTestKit
{
    private static readonly GameWrite Nine = GameWrite.Memory(0xC100, new byte[] { 9 });

    [Fact]
    public async Task Write_BetweenTwoInputs_GoesAloneInItsPlaceAndTellsTheHash()
    {
        var emulator = await StartAsync();
        Game.Close();
        var first = Send(emulator, "A");
        await ReachedAsync();
        var (second, write, equal, third) = (Send(emulator, "B"), Write(emulator, Nine), Write(emulator, Nine), Send(emulator, "UP"));
        await StatusAsync(emulator); // Told behind all of them, so they are accepted.
        Game.Open();
        await Task.WhenAll(first, second, third, equal);

        var reply = await write;
        Assert.Equal((InputOutcome.Applied, 1, 1, 3L, "after 3"), (reply.Outcome, reply.Applied, reply.Of, reply.Sequence, reply.StateHash));
        Assert.Equal(["A", "B", Nine.Text, Nine.Text, "UP"], Game.Applied);
        Assert.Equal([1, 1, 1, 1, 1], Game.Requests);
        Assert.Null((await first).StateHash);
    }

    [Fact]
    public async Task Write_SameIdAgain_GetsTheFirstAnswerAndIsDoneOnce()
    {
        var emulator = await StartAsync();
        var terms = new InputTerms { Id = "w" };
        Game.Close();
        var both = new[] { Write(emulator, Nine, terms), Write(emulator, Nine, terms) };
        await ReachedAsync();
        Game.Open();
        var first = await Task.WhenAll(both);
        var later = await Write(emulator, Nine, terms);

        Assert.All([first[1], later], reply => Assert.Equal(first[0], reply));
        Assert.Equal([Nine.Text], Game.Applied);
        Assert.Equal(ReplyCode.InputIdReused, (await Write(emulator, GameWrite.Memory(0xC100, new byte[] { 8 }), terms)).Code);
        Assert.Equal(ReplyCode.InputIdReused, (await Send(emulator, "A", terms)).Code);
    }

    [Theory]
    [InlineData(ScriptedFault.NotConnected, InputOutcome.Applied, 1)]
    [InlineData(ScriptedFault.LostBefore, InputOutcome.Applied, 1)]
    [InlineData(ScriptedFault.LostAfter, InputOutcome.Applied, 1)]
    [InlineData(ScriptedFault.Unknowable, InputOutcome.Unknown, 0)]
    internal async Task Write_WhoseRequestFails_IsDoneOnceOrUnknown(ScriptedFault fault, InputOutcome outcome, int applied)
    {
        var emulator = await StartAsync();
        Game.Fail(fault);
        var write = Write(emulator, Nine);
        if (fault is ScriptedFault.LostBefore or ScriptedFault.LostAfter or ScriptedFault.Unknowable)
            await GoOnAsync(emulator);
        Assert.Equal(outcome, (await write).Outcome);
        Assert.Equal(applied, Game.Applied.Count(step => step == Nine.Text));
    }

    [Fact]
    public async Task Write_WhereTheServerTakesNone_IsNotSupported()
    {
        var game = new ScriptedGame { Writes = false };
        var emulator = await StartAsync(game);
        var reply = await Write(emulator, Nine);
        Assert.Equal((InputOutcome.NotSupported, ReplyCode.NotSupported, "This game takes no writes."), (reply.Outcome, reply.Code, reply.Detail));
        Assert.Equal(InputOutcome.Applied, (await Send(emulator, "A")).Outcome);
        Assert.Empty(game.Applied.Except(["A"]));
    }

    [Fact]
    public async Task Write_ThatBreaksARule_IsRefusedAtOnceAndChangesNothing()
    {
        Settings.Emulator.MaxMemoryWrite = 2;
        var emulator = await StartAsync();
        var large = await Write(emulator, GameWrite.Memory(0xC100, new byte[3]));
        Assert.Equal((InputOutcome.NotApplied, ReplyCode.InvalidRequest), (large.Outcome, large.Code));
        Assert.Equal("the write has 3 bytes; at most 2 are allowed.", large.Detail);
        Assert.Contains("reach beyond 65535", (await Write(emulator, GameWrite.Memory(0xFFFF, new byte[2]))).Detail, StringComparison.Ordinal);
        Assert.Contains("is not switched", (await Write(emulator, GameWrite.Memory(0xC100, new byte[1], bank: 1))).Detail, StringComparison.Ordinal);
        Assert.Empty(Game.Applied);
    }

    [Fact]
    public async Task Write_BeyondTheBytesThatMayWait_IsOverloadedUntilTheyAreDone()
    {
        Settings.Emulator.MaxWaitingWriteBytes = 1_024;
        var emulator = await StartAsync();
        Game.Close();
        var (first, second) = (Write(emulator, GameWrite.Battery(new byte[1_000])), Write(emulator, GameWrite.Battery(new byte[25])));
        Assert.Equal(InputOutcome.Overloaded, (await second).Outcome);
        await ReachedAsync();
        Game.Open();
        Assert.Equal(InputOutcome.Applied, (await first).Outcome);
        Assert.Equal(InputOutcome.Applied, (await Write(emulator, GameWrite.Battery(new byte[25]))).Outcome);
    }

    [Fact]
    public async Task Write_WithADeadlineThatPasses_ExpiresAndIsNotDone()
    {
        var emulator = await StartAsync();
        Game.Close();
        var first = Send(emulator, "A");
        await ReachedAsync();
        var write = await Write(emulator, Nine, new InputTerms { Deadline = TimeSpan.FromMilliseconds(1) });
        Assert.Equal(InputOutcome.Expired, write.Outcome);
        Game.Open();
        await first;
        Assert.Equal(["A"], Game.Applied);
    }

    [Fact]
    public async Task ReadBattery_EmulatorReady_GivesItsBytes()
    {
        var emulator = await StartAsync();
        Assert.Equal([1], (await emulator.Ask<BatteryReply>(new ReadBattery(Emu), Bound)).Bytes.ToArray());
    }

    private static Task<InputReply> Write(IActorRef emulator, GameWrite write, InputTerms? terms = null) =>
        emulator.Ask<InputReply>(new WriteGame(Emu, write, terms ?? InputTerms.Default), Bound);
}
