using ActorInput.Actors.Fleet;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using Akka.Actor;
using Akka.Cluster;
using Akka.DistributedData;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Fleet;

/// <summary>The register, with a replicator that the test plays.</summary>
public sealed class FleetRegisterTests : TestKit
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly UniqueAddress Node = new(new Address("akka.tcp", "actorinput", "127.0.0.1", 1), 7);
    private static readonly EmulatorId One = EmulatorId.Parse("emu-1");
    private static readonly EmulatorId Two = EmulatorId.Parse("emu-2");
    private static readonly EmulatorId Three = EmulatorId.Parse("emu-3");
    private readonly TestProbe _replicator;
    private readonly FleetRegister _register;

    public FleetRegisterTests()
        : base("akka.loglevel = OFF")
    {
        _replicator = CreateTestProbe();
        _register = new FleetRegister(_replicator, TestActor, Node, Log);
    }

    [Fact]
    public async Task Read_WhatIsAskedWhileOneIsUnderWay_GoesTogetherInTheNext()
    {
        _register.ReadOne(One, TestActor);
        var first = await _replicator.ExpectMsgAsync<Get>(Bound);
        _register.ReadOne(Two, TestActor);
        _register.ReadOne(Three, TestActor);
        _register.ReadAll();
        Assert.False(_replicator.HasMessages);

        Assert.Equal([One], Emulators(_register.OnRead(Found(first, new FleetEntry(One, 3)), out var entries)));
        Assert.Equal(3, Assert.Single(entries!).Version);
        var second = await _replicator.ExpectMsgAsync<Get>(Bound);
        Assert.Equal([Two, Three], Emulators(_register.OnRead(new NotFound(second.Key, second.Request), out entries)));
        Assert.Empty(entries!);
        Assert.False(_replicator.HasMessages);
    }

    [Fact]
    public async Task Read_NoMajority_IsTriedThreeTimesBeforeTheOwnCopyIsTaken()
    {
        _register.ReadOne(One, TestActor);
        for (var i = 0; i < 2; i++)
        {
            var get = await _replicator.ExpectMsgAsync<Get>(Bound);
            Assert.Null(_register.OnRead(new GetFailure(get.Key, get.Request), out _));
        }

        var last = await _replicator.ExpectMsgAsync<Get>(Bound);
        Assert.Equal([One], Emulators(_register.OnRead(new GetFailure(last.Key, last.Request), out var entries)));
        Assert.Null(entries);
        Assert.False(_replicator.HasMessages);
    }

    [Fact]
    public async Task Read_AnswerToAnEarlierOne_IsNotTaken()
    {
        _register.ReadOne(One, TestActor);
        var first = await _replicator.ExpectMsgAsync<Get>(Bound);
        Assert.NotNull(_register.OnRead(Found(first), out _));
        _register.ReadOne(Two, TestActor);
        Assert.Null(_register.OnRead(Found(first), out var entries));
        Assert.Null(entries);
        Assert.Equal([Two], Emulators(_register.OnRead(Found(await _replicator.ExpectMsgAsync<Get>(Bound)), out _)));
    }

    [Fact]
    public async Task Write_SeveralOfOneEmulator_WritesTheLastAndTellsAll()
    {
        _register.WriteOne(Entry(One, 1), TestActor);
        var first = await _replicator.ExpectMsgAsync<Update>(Bound);
        _register.WriteOne(Entry(Two, 1), TestActor);
        _register.WriteOne(Entry(Two, 2), TestActor);
        _register.WriteOne(Entry(Three, 1), ActorRefs.Nobody);
        _register.OnWritten(new UpdateSuccess(first.Key, first.Request));
        Assert.Equal(Entry(One, 1), (await ExpectMsgAsync<FleetMessages.EntryWritten>(Bound)).Value);

        var second = await _replicator.ExpectMsgAsync<Update>(Bound);
        Assert.Equal([Entry(Two, 2), Entry(Three, 1)], Written(second, LWWDictionary<string, FleetEntry>.Empty).Values.OrderBy(entry => entry.Emulator.Value, StringComparer.Ordinal));
        _register.OnWritten(new UpdateSuccess(second.Key, second.Request));
        for (var i = 0; i < 2; i++)
            Assert.Equal(Entry(Two, 2), (await ExpectMsgAsync<FleetMessages.EntryWritten>(Bound)).Value);
        Assert.False(HasMessages);
    }

    [Fact]
    public async Task Write_NoMajority_IsTriedThreeTimesAndToldAllTheSame()
    {
        _register.WriteOne(Entry(One, 1), TestActor);
        for (var i = 0; i < 3; i++)
        {
            Assert.False(HasMessages);
            var update = await _replicator.ExpectMsgAsync<Update>(Bound);
            _register.OnWritten(new UpdateTimeout(update.Key, update.Request));
        }

        await ExpectMsgAsync<FleetMessages.EntryWritten>(Bound);
        Assert.False(_replicator.HasMessages);
    }

    /// <summary>No clock decides: two nodes that write one entry agree on the higher version, whoever wrote later.</summary>
    [Fact]
    public async Task Write_OlderVersionThatComesLater_DoesNotCount()
    {
        _register.WriteOne(Entry(One, 9), TestActor);
        var newer = Written(await _replicator.ExpectMsgAsync<Update>(Bound), LWWDictionary<string, FleetEntry>.Empty);
        var other = new FleetRegister(_replicator, TestActor, new UniqueAddress(Node.Address, 8), Log);
        other.WriteOne(Entry(One, 4), TestActor);
        var older = Written(await _replicator.ExpectMsgAsync<Update>(Bound), LWWDictionary<string, FleetEntry>.Empty);
        Assert.Equal(9, newer.Merge(older)[One.Value].Version);
        Assert.Equal(9, older.Merge(newer)[One.Value].Version);
    }

    private static FleetEntry Entry(EmulatorId emulator, long version) => new(emulator, version);

    private static IEnumerable<EmulatorId>? Emulators(IReadOnlyList<FleetRegister.Read>? waiting) => waiting?.Select(read => read.Emulator);

    private static GetSuccess Found(Get get, params FleetEntry[] entries) => new(
        get.Key, get.Request, entries.Aggregate(LWWDictionary<string, FleetEntry>.Empty, (all, entry) => all.SetItem(Node, entry.Emulator.Value, entry)));

    private static LWWDictionary<string, FleetEntry> Written(Update update, LWWDictionary<string, FleetEntry> before) =>
        (LWWDictionary<string, FleetEntry>)update.Modify(before);
}
