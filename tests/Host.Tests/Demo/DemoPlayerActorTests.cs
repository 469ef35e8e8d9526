using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Host.Demo;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Host.Tests.Demo;

public sealed class DemoPlayerActorTests() : TestKit("""
    akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
    akka.stdout-loglevel = OFF
    """)
{
    private static readonly EmulatorId Emulator = EmulatorId.Parse("emu-2");

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public async Task Player_UntilItsInputIsAnswered_SendsNoOther()
    {
        var router = CreateTestProbe();
        var player = Sys.ActorOf(DemoPlayerActor.Props(Emulator, router.Ref, seed: 1));
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(Emulator, (await NextAsync(router, TimeSpan.FromSeconds(0.5))).Emulator);
            Clock.Advance(TimeSpan.FromSeconds(59));
            await router.ExpectNoMsgAsync(TimeSpan.Zero);
            player.Tell(new InputReply(Emulator, InputOutcome.Applied, 1, 1, 1, i, TimeSpan.Zero), router.Ref);
        }
    }

    [Theory]
    [InlineData(InputOutcome.Overloaded)]
    [InlineData(InputOutcome.NotApplied)]
    [InlineData(InputOutcome.Quarantined)]
    public async Task Player_AfterAFailure_WaitsLonger(InputOutcome outcome)
    {
        var router = CreateTestProbe();
        var player = Sys.ActorOf(DemoPlayerActor.Props(Emulator, router.Ref, seed: 1));
        await NextAsync(router, TimeSpan.FromSeconds(0.5));
        player.Tell(new InputReply(Emulator, outcome, 0, 1, 1, 1, TimeSpan.Zero), router.Ref);
        await SettledAsync(player);
        Clock.Advance(TimeSpan.FromSeconds(1.9));
        await router.ExpectNoMsgAsync(TimeSpan.Zero);
        await NextAsync(router, TimeSpan.FromSeconds(0.2));
    }

    [Fact]
    public async Task Player_AnswerLost_GoesOnAfterAMinute()
    {
        var router = CreateTestProbe();
        Sys.ActorOf(DemoPlayerActor.Props(Emulator, router.Ref, seed: 1));
        await NextAsync(router, TimeSpan.FromSeconds(0.5));
        await NextAsync(router, TimeSpan.FromSeconds(60));
    }

    /// <summary>Advances the time after the player has set its timer, and takes the input that it then sends.</summary>
    private async Task<SendInput> NextAsync(TestProbe router, TimeSpan time)
    {
        await SettledAsync(Sys.ActorSelection("/user/*"));
        Clock.Advance(time);
        return await router.ExpectMsgAsync<SendInput>(TimeSpan.FromSeconds(30));
    }

    // When the player answers this, it has started and has handled all earlier messages.
    private static async Task SettledAsync(ICanTell player) =>
        await player.Ask<ActorIdentity>(new Identify(1), TimeSpan.FromSeconds(30));
}
