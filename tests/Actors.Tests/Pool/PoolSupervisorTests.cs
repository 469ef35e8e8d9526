using System.Diagnostics.Metrics;
using ActorInput.Actors.Fleet;
using ActorInput.Actors.Pool;
using ActorInput.Actors.Sessions;
using ActorInput.Actors.Telemetry;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Actors.Tests.Pool;

public sealed class PoolSupervisorTests : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly SessionFailure Failure = new(ReplyCode.ServerUnreachable, "scripted failure");
    private readonly PoolOptions _options = new() { MinBackoff = TimeSpan.FromMilliseconds(1), MaxBackoff = TimeSpan.FromMilliseconds(4) };

    public PoolSupervisorTests()
        : base("akka.loglevel = OFF")
    {
    }

    [Fact]
    public async Task Acquire_StaticSlots_GivesEachEmulatorOneOfItsOwn()
    {
        _options.StaticSlots = ["http://a/", "http://b/"];
        var pool = Pool();
        var first = await AcquireAsync(pool, "emu-1");
        var second = await AcquireAsync(pool, "emu-2");
        Assert.NotEqual(first.Slot, second.Slot);
    }

    [Fact]
    public async Task Acquire_NoneFree_IsDeniedWithTheNumbersAndGrantedWhenOneIs()
    {
        _options.StaticSlots = ["http://a/"];
        var pool = Pool();
        var holder = CreateTestProbe();
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), null), holder);
        await holder.ExpectMsgAsync<PoolMessages.SlotGranted>(Bound);
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-2"), null), TestActor);
        var denied = await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound);
        Assert.Equal(ReplyCode.NoCapacity, denied.Code);
        Assert.Contains("All 1 slots", denied.Detail, StringComparison.Ordinal);
        Sys.Stop(holder);
        Assert.Equal("http://a/", (await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound)).Address.ToString());
    }

    [Fact]
    public async Task Acquire_StaticAddressFailed_GetsAnotherOne()
    {
        _options.StaticSlots = ["http://a/", "http://b/"];
        var pool = Pool();
        var first = await AcquireAsync(pool, "emu-1");
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure), TestActor);
        Assert.NotEqual(first.Slot, (await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound)).Slot);
    }

    [Fact]
    public async Task Acquire_FiveFailuresWithinTheWindow_QuarantinesUntilReleased()
    {
        _options.StaticSlots = ["http://a/"];
        var pool = Pool();
        await AcquireAsync(pool, "emu-1");
        for (var i = 0; i < 4; i++)
        {
            pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure), TestActor);
            await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound);
        }

        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure), TestActor);
        var denied = await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound);
        Assert.Equal(ReplyCode.Quarantined, denied.Code);
        Assert.Contains("scripted failure", denied.Detail, StringComparison.Ordinal);
        await AcquireAsync(pool, "emu-2"); // Its slot is free for others.
        pool.Tell(new PoolMessages.ReturnSlot(Id("emu-2")), TestActor);
        pool.Tell(new PoolMessages.EndQuarantine(Id("emu-1")), TestActor);
        await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound);
    }

    [Fact]
    public async Task RequestFaulted_FewTimes_GoesOn_TooOften_Quarantines()
    {
        _options.StaticSlots = ["http://a/"];
        _options.QuarantineFailures = 2;
        var pool = Pool();
        await AcquireAsync(pool, "emu-1");
        pool.Tell(new PoolMessages.RequestFaulted(Id("emu-1"), Failure), TestActor);
        await ExpectMsgAsync<PoolMessages.GoOn>(Bound);
        pool.Tell(new PoolMessages.RequestFaulted(Id("emu-1"), Failure), TestActor);
        Assert.Equal(ReplyCode.Quarantined, (await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound)).Code);
    }

    [Fact]
    public async Task EmbeddedSlots_AreStartedWhenNeeded_AndLostWhenTheServerFails()
    {
        _options.EmbeddedSlots = 4;
        _options.GamesPerServer = 2;
        var servers = CreateTestProbe("servers");
        var pool = Pool((number, games) => Akka.Actor.Props.Create(() => new Forwarder(servers, number, games)));
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), null), TestActor);
        await servers.ExpectMsgAsync((0, 2), Bound);
        pool.Tell(new ServerMessages.ServerReady(0, [new Uri("http://s/1/"), new Uri("http://s/2/")]), TestActor);
        Assert.Equal("http://s/1/", (await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound)).Address.ToString());
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-2"), null), TestActor);
        Assert.Equal("http://s/2/", (await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound)).Address.ToString());
        await servers.ExpectNoMsgAsync(TimeSpan.Zero);

        pool.Tell(new ServerMessages.ServerFailed(0, Failure), TestActor);
        Assert.Equal(2, (await ReceiveNAsync(2, Bound).ToListAsync()).OfType<PoolMessages.SlotLost>().Count());
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure), TestActor);
        pool.Tell(new ServerMessages.ServerReady(0, [new Uri("http://t/1/"), new Uri("http://t/2/")]), TestActor);
        Assert.Equal("http://t/1/", (await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound)).Address.ToString());
    }

    [Fact]
    public async Task Acquire_ServerThatIsNotKnownToHaveEnded_CountsOneFailureForItsEnd()
    {
        _options.EmbeddedSlots = _options.GamesPerServer = 2;
        var servers = CreateTestProbe("servers");
        var pool = await WithTwoOnOneServerAsync(servers);
        for (var i = 0; i < 3 * _options.QuarantineFailures; i++)
        {
            pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure) { HasPlayed = true }, TestActor);
            Assert.Equal("http://s/1/", (await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound)).Address.ToString());
        }

        pool.Tell(new ServerMessages.ServerFailed(0, Failure), TestActor);
        await ReceiveNAsync(2, Bound).ToListAsync();
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure) { HasPlayed = true }, TestActor);
        pool.Tell(new ServerMessages.ServerReady(0, [new Uri("http://t/1/"), new Uri("http://t/2/")]), TestActor);
        Assert.Equal("http://t/1/", (await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound)).Address.ToString());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    public async Task Acquire_ServerEndsAfterwards_CountsItAndGrantsItsNextStartAtOnce(int quarantineFailures)
    {
        _options.EmbeddedSlots = _options.GamesPerServer = 2;
        _options.QuarantineFailures = quarantineFailures;
        _options.HealthInterval = _options.MaxBackoff = TimeSpan.FromMinutes(1); // No try in between.
        var servers = CreateTestProbe("servers");
        var pool = await WithTwoOnOneServerAsync(servers);
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure) { HasPlayed = true }, TestActor);
        pool.Tell(new ServerMessages.ServerFailed(0, Failure), TestActor);
        if (quarantineFailures == 1)
            Assert.Equal((Id("emu-1"), ReplyCode.Quarantined), await DeniedAsync());
        Assert.Equal(Id("emu-2"), (await ExpectMsgAsync<PoolMessages.SlotLost>(Bound)).Emulator);
        pool.Tell(new ServerMessages.ServerReady(0, [new Uri("http://t/1/"), new Uri("http://t/2/")]), TestActor);
        if (quarantineFailures > 1)
            Assert.Equal("http://t/1/", (await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound)).Address.ToString());

        async Task<(EmulatorId, ReplyCode)> DeniedAsync()
        {
            var denied = await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound);
            return (denied.Emulator, denied.Code);
        }
    }

    [Fact]
    public async Task Acquire_ServerEndedAndIsBackAlready_CountsItsEnd()
    {
        _options.EmbeddedSlots = _options.GamesPerServer = 2;
        _options.QuarantineFailures = 1;
        var servers = CreateTestProbe("servers");
        var pool = await WithTwoOnOneServerAsync(servers);
        pool.Tell(new ServerMessages.ServerFailed(0, Failure), TestActor);
        await ReceiveNAsync(2, Bound).ToListAsync();
        pool.Tell(new ServerMessages.ServerReady(0, [new Uri("http://t/1/"), new Uri("http://t/2/")]), TestActor);
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure) { HasPlayed = true }, TestActor);
        Assert.Equal(ReplyCode.Quarantined, (await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound)).Code);
    }

    [Fact]
    public async Task Acquire_InQuarantine_IsToldSoAndTheCooldownGoesOn()
    {
        _options.StaticSlots = ["http://a/"];
        _options.QuarantineFailures = 1;
        _options.QuarantineCooldown = TimeSpan.FromSeconds(1);
        var pool = Pool();
        await AcquireAsync(pool, "emu-1");
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure), TestActor);
        await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound);

        // The emulator's actor crashes and another one takes its place. Both get an answer, and neither of them ends the quarantine or makes it
        // endless.
        _options.QuarantineFailures = 100;
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure), TestActor);
        var again = await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound);
        Assert.Equal(ReplyCode.Quarantined, again.Code);
        Assert.InRange(again.RetryAfter, TimeSpan.Zero, _options.QuarantineCooldown);
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), null), TestActor);
        Assert.Equal(ReplyCode.Quarantined, (await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound)).Code);
        await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound);
    }

    [Fact]
    public async Task SlotFreed_TheFirstThatWaitedHasGone_TheNextGetsIt()
    {
        _options.StaticSlots = ["http://a/"];
        var pool = Pool();
        await AcquireAsync(pool, "emu-1");
        foreach (var id in (string[])["emu-2", "emu-3"])
        {
            pool.Tell(new PoolMessages.AcquireSlot(Id(id), null), TestActor);
            await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound);
        }

        pool.Tell(new PoolMessages.ReturnSlot(Id("emu-2")), TestActor);
        pool.Tell(new PoolMessages.ReturnSlot(Id("emu-1")), TestActor);
        Assert.Equal(Id("emu-3"), (await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound)).Emulator);
    }

    [Fact]
    public async Task ServerFails_TenantsGoToQuarantine_WhoGetsTheSlotHasNotFailed()
    {
        _options.EmbeddedSlots = 2;
        _options.GamesPerServer = 2;
        _options.QuarantineFailures = 2;
        var servers = CreateTestProbe("servers");
        var pool = await WithTwoOnOneServerAsync(servers);
        var third = CreateTestProbe("third");
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-3"), null), third);
        Assert.Equal(ReplyCode.NoCapacity, (await third.ExpectMsgAsync<PoolMessages.SlotDenied>(Bound)).Code);

        await FailTwiceAsync(pool); // Quarantine for both, and room for the third.
        pool.Tell(new ServerMessages.ServerFailed(0, Failure), TestActor); // The first of the third.
        pool.Tell(new ServerMessages.ServerReady(0, [new Uri("http://s/1/"), new Uri("http://s/2/")]), TestActor);
        await third.ExpectMsgAsync<PoolMessages.SlotGranted>(Bound);
    }

    [Fact]
    public async Task Release_OneOfAServersGames_ReleasesAllOfThemAndStartsTheServerAtOnce()
    {
        _options.EmbeddedSlots = 2;
        _options.GamesPerServer = 2;
        _options.QuarantineFailures = 2;
        var servers = CreateTestProbe("servers");
        var pool = await WithTwoOnOneServerAsync(servers);
        await FailTwiceAsync(pool);

        pool.Tell(new PoolMessages.EndQuarantine(Id("emu-2")), TestActor);
        await servers.ExpectMsgAsync<ServerMessages.StartNow>(Bound);
        pool.Tell(new ServerMessages.ServerReady(0, [new Uri("http://t/1/"), new Uri("http://t/2/")]), TestActor);
        var granted = await ReceiveNAsync(2, Bound).ToListAsync();
        Assert.Equal(["emu-1", "emu-2"], granted.Cast<PoolMessages.SlotGranted>().Select(message => message.Emulator.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Release_GamesOfOneStaticServer_ReleasesThoseAndNoOthers()
    {
        _options.StaticSlots = ["http://a/1/", "http://a/2/", "http://b/1/"];
        _options.QuarantineFailures = 1;
        var pool = Pool();
        var slots = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var emulator in new[] { "emu-1", "emu-2", "emu-3" })
            slots[emulator] = (await AcquireAsync(pool, emulator)).Address.Host;
        foreach (var emulator in slots.Keys)
        {
            pool.Tell(new PoolMessages.AcquireSlot(Id(emulator), Failure), TestActor);
            await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound);
        }

        pool.Tell(new PoolMessages.EndQuarantine(Id("emu-1")), TestActor);
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-4"), null), TestActor); // Answered behind all that the release brought.
        var granted = await ReceiveNAsync(slots.Values.Count(host => host == slots["emu-1"]) + 1, Bound).ToListAsync();
        Assert.Equal(
            [.. slots.Where(slot => slot.Value == slots["emu-1"]).Select(slot => slot.Key), "emu-4"],
            granted.Cast<PoolMessages.SlotGranted>().Select(message => message.Emulator.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Acquire_NeverPlayed_IsTriedAgainWithoutEndAndToldWhy()
    {
        _options.StaticSlots = ["http://a/"];
        _options.QuarantineFailures = 2;
        var pool = Pool();
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), null), TestActor);
        await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound);
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure), TestActor);
        await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound);
        for (var i = 0; i < 20; i++)
        {
            pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), Failure), TestActor);
            var denied = await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound);
            Assert.Equal(Failure.Code, denied.Code);
            Assert.Contains("scripted failure", denied.Detail, StringComparison.Ordinal);
            await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound);
        }
    }

    [Fact]
    public async Task ServerFails_EmulatorsThatNeverPlayed_AreToldWhyAndGetItWhenItIsThere()
    {
        _options.EmbeddedSlots = 1;
        _options.QuarantineFailures = 1;
        var servers = CreateTestProbe("servers");
        var pool = Pool((number, games) => Akka.Actor.Props.Create(() => new Forwarder(servers, number, games)));
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), null), TestActor);
        for (var i = 0; i < 10; i++)
        {
            pool.Tell(new ServerMessages.ServerFailed(0, Failure), TestActor);
            Assert.Equal(Failure.Code, (await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound)).Code);
        }

        pool.Tell(new ServerMessages.ServerReady(0, [new Uri("http://s/1/")]), TestActor);
        await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound);
    }

    /// <summary>Two emulators that play on one embedded server.</summary>
    private async Task<IActorRef> WithTwoOnOneServerAsync(Akka.TestKit.TestProbe servers)
    {
        var pool = Pool((number, games) => Akka.Actor.Props.Create(() => new Forwarder(servers, number, games)));
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-1"), null), TestActor);
        pool.Tell(new PoolMessages.AcquireSlot(Id("emu-2"), null), TestActor);
        await servers.ExpectMsgAsync((0, 2), Bound);
        pool.Tell(new ServerMessages.ServerReady(0, [new Uri("http://s/1/"), new Uri("http://s/2/")]), TestActor);
        await ReceiveNAsync(2, Bound).ToListAsync();
        return pool;
    }

    /// <summary>The server of both fails, and is not back when they ask for a slot again.</summary>
    private async Task FailTwiceAsync(IActorRef pool)
    {
        pool.Tell(new ServerMessages.ServerFailed(0, Failure), TestActor);
        await ReceiveNAsync(2, Bound).ToListAsync();
        foreach (var emulator in new[] { "emu-1", "emu-2" })
        {
            pool.Tell(new PoolMessages.AcquireSlot(Id(emulator), Failure) { HasPlayed = true }, TestActor);
            pool.Tell(new PoolMessages.AcquireSlot(Id(emulator), Failure) { HasPlayed = true }, TestActor);
            Assert.Equal(ReplyCode.Quarantined, (await ExpectMsgAsync<PoolMessages.SlotDenied>(Bound)).Code);
        }
    }

    private static EmulatorId Id(string id) => EmulatorId.Parse(id);

    private IActorRef Pool(Func<int, int, Props>? servers = null)
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        var metrics = new ActorInputMetrics(meters);
        servers ??= (_, _) => throw new InvalidOperationException("no embedded servers here");
        return Sys.ActorOf(Akka.Actor.Props.Create(() => new PoolSupervisor(_options, metrics, TimeProvider.System, new FleetView(), servers, () => false, (_, _) => "The cluster is full.")));
    }

    private async Task<PoolMessages.SlotGranted> AcquireAsync(IActorRef pool, string emulator)
    {
        pool.Tell(new PoolMessages.AcquireSlot(Id(emulator), null) { HasPlayed = true }, TestActor);
        return await ExpectMsgAsync<PoolMessages.SlotGranted>(Bound);
    }

    private sealed class Forwarder : UntypedActor
    {
        private readonly IActorRef _to;

        public Forwarder(IActorRef to, int number, int games)
        {
            _to = to;
            to.Tell((number, games));
        }

        protected override void OnReceive(object message) => _to.Tell(message);
    }
}
