using System.Security.Cryptography;
using ActorInput.Actors.Checkpoints;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Checkpoints;

public sealed class CheckpointStoreTests : TestKit
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"checkpoints-{Guid.NewGuid():N}");
    private readonly Dictionary<string, IActorRef> _stores = [];

    public CheckpointStoreTests()
        : base("akka.loglevel = OFF")
    {
    }

    [Fact]
    public async Task Put_ThenGet_GivesTheSameStateAndExtra()
    {
        var store = Store("a", new CheckpointOptions { Directory = _folder });
        Assert.Equal(new CheckpointStored("gate", 1), await PutAsync(store, "gate", 1));
        var found = await GetAsync(store, "gate");
        Assert.True(found.TryUnpack(out var state, out _));
        Assert.Equal(State(1), state);
        Assert.Equal([1, 2, 3], found.Extra.ToArray());
        Assert.Equal((7L, 70L, "DEMO"), (found.Info.Epoch, found.Info.Sequence, found.Info.Cartridge));
    }

    [Fact]
    public async Task Get_AfterTheNodeStartedAgain_IsStillThere()
    {
        await PutAsync(Store("a", new CheckpointOptions { Directory = _folder }), "gate", 1);
        var again = Store("b", new CheckpointOptions { Directory = _folder }, alone: true);
        Assert.Equal("gate", (await GetAsync(again, "gate")).Info.Name);
    }

    [Fact]
    public async Task Start_AfterTheClusterEnded_ForgetsGamesThatWereOnTheirWay()
    {
        await PutAsync(Store("a", new CheckpointOptions { Directory = _folder }), "~emu-1", 1);
        var again = Store("b", new CheckpointOptions { Directory = _folder }, alone: true);
        Assert.Equal(ReplyCode.UnknownCheckpoint, (await again.Ask<RequestFailed>(new GetCheckpoint("~emu-1"), Bound)).Code);
        // A checkpoint of the next cluster, whose epochs begin again, is kept.
        await again.Ask<CheckpointStored>(Put("~emu-1", 2, epoch: 1, sequence: 1), Bound);
        Assert.Equal(Hash(2), (await GetAsync(again, "~emu-1")).Info.StateHash);
    }

    [Fact]
    public async Task Forwarder_SendsToOneStoreAfterTheOther_AndSaysWhenThereIsNone()
    {
        IReadOnlyList<CheckpointPeer> stores = [new("a", CreateTestProbe("one")), new("b", CreateTestProbe("two"))];
        var forwarder = Sys.ActorOf(Props.Create(() => new CheckpointForwarder(() => stores)));
        foreach (var store in stores)
        {
            forwarder.Tell(new GetCheckpoint("gate"), TestActor);
            var probe = (Akka.TestKit.TestProbe)store.Store;
            await probe.ExpectMsgAsync(new GetCheckpoint("gate"), Bound);
            Assert.Equal(TestActor, probe.Sender);
        }

        stores = [];
        Assert.Equal(ReplyCode.NodeUnreachable, (await forwarder.Ask<RequestFailed>(new ListCheckpoints(), Bound)).Code);
    }

    [Fact]
    public async Task Start_WithAFileThatWasNotFinished_RemovesItAndKeepsTheOldOne()
    {
        await PutAsync(Store("a", new CheckpointOptions { Directory = _folder }), "gate", 1);
        var left = Path.Combine(_folder, "gate.state.1-1.unfinished");
        await File.WriteAllTextAsync(left, "half");
        var again = Store("b", new CheckpointOptions { Directory = _folder }, alone: true);
        Assert.Equal(Hash(1), (await GetAsync(again, "gate")).Info.StateHash);
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Folder_WithFilesOfOthers_IsReadAsIfTheyWereNotThere()
    {
        var store = Store("a", new CheckpointOptions { Directory = _folder });
        await PutAsync(store, "gate", 1);
        foreach (var other in new[] { "Copy of gate.state", "~.state", "~Emu.state" })
            await File.WriteAllTextAsync(Path.Combine(_folder, other), "not ours");
        var list = await store.Ask<CheckpointList>(new ListCheckpoints(), Bound);
        Assert.Equal("gate", Assert.Single(list.Checkpoints).Name);
        var again = Store("b", new CheckpointOptions { Directory = _folder }, alone: true);
        Assert.Equal(Hash(1), (await GetAsync(again, "gate")).Info.StateHash);
        Assert.True(File.Exists(Path.Combine(_folder, "~Emu.state")), "A file that is not ours was removed.");
    }

    [Fact]
    public async Task Folder_RemovedMeanwhile_IsMadeAgain()
    {
        var store = Store("a", new CheckpointOptions { Directory = _folder });
        await PutAsync(store, "gate", 1);
        Directory.Delete(_folder, recursive: true);
        Assert.Empty((await store.Ask<CheckpointList>(new ListCheckpoints(), Bound)).Checkpoints);
        Assert.Equal(ReplyCode.UnknownCheckpoint, (await store.Ask<RequestFailed>(new GetCheckpoint("gate"), Bound)).Code);
        await PutAsync(store, "gate", 2);
        Assert.Equal(Hash(2), (await GetAsync(store, "gate")).Info.StateHash);
    }

    [Fact]
    public async Task Put_ThatCannotBeWritten_IsRefusedAndLeavesNothingBehind()
    {
        var store = Store("a", new CheckpointOptions { Directory = _folder });
        Directory.CreateDirectory(Path.Combine(_folder, "gate.state")); // In the place of the file.
        for (var i = 0; i < 3; i++)
        {
            var refused = await store.Ask<RequestFailed>(Put("gate", 1), Bound);
            Assert.Equal(ReplyCode.NodeFault, refused.Code);
            Assert.Contains("'gate' could not be written", refused.Detail, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public async Task Get_AnyDamageToTheFile_IsRefusedAndSaidSo()
    {
        var store = Store("a", new CheckpointOptions { Directory = _folder });
        await PutAsync(store, "gate", 1);
        var path = Path.Combine(_folder, "gate.state");
        var good = await File.ReadAllBytesAsync(path);
        foreach (var (length, flipped) in new[] { (0, -1), (5, -1), (good.Length - 1, -1), (good.Length / 2, -1), (good.Length, good.Length - 20), (good.Length, 2) })
        {
            var damaged = good[..length];
            if (flipped >= 0)
                damaged[flipped] ^= 0x55;
            await File.WriteAllBytesAsync(path, damaged);
            var refused = await store.Ask<RequestFailed>(new GetCheckpoint("gate"), Bound);
            Assert.Equal(ReplyCode.UnknownCheckpoint, refused.Code);
            Assert.Contains("'gate' is damaged", refused.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_DamagedHere_ComesFromAnotherNode()
    {
        var a = Store("a", new CheckpointOptions { Directory = _folder });
        Store("b");
        Assert.Equal(2, (await PutAsync(a, "gate", 1)).Copies);
        await File.WriteAllTextAsync(Path.Combine(_folder, "gate.state"), "rubbish");
        Assert.Equal(Hash(1), (await GetAsync(a, "gate")).Info.StateHash);
    }

    [Fact]
    public async Task Put_ThreeNodes_KeepsTwoCopiesAndEveryNodeFindsIt()
    {
        foreach (var node in new[] { "a", "b", "c" })
            Store(node);
        Assert.Equal(2, (await PutAsync(_stores["a"], "gate", 1)).Copies);
        var holders = 0;
        foreach (var store in _stores.Values)
            holders += await store.Ask<object>(new GetCheckpoint("gate") { ThisNodeOnly = true }, Bound) is Checkpoint ? 1 : 0;
        Assert.Equal(2, holders);
        foreach (var store in _stores.Values)
            Assert.Equal(Hash(1), (await GetAsync(store, "gate")).Info.StateHash);
    }

    [Theory]
    [InlineData("gate")]
    [InlineData("boss")]
    [InlineData("x")]
    public async Task Put_AgainFromAnotherNode_NobodyAnswersTheOldOne(string name)
    {
        string[] nodes = ["a", "b", "c", "d"];
        foreach (var node in nodes)
            Store(node);
        foreach (var store in _stores.Values)
            await PutThenGetEverywhereAsync(store, name);
    }

    [Fact]
    public async Task Put_NoOtherNodeTakesIt_SaysThatItIsHereOnly()
    {
        var a = Store("a");
        _stores["b"] = Sys.ActorOf(Props.Create(() => new Refuser()));
        var refused = await a.Ask<RequestFailed>(Put("gate", 1), Bound);
        Assert.Equal(ReplyCode.NodeUnreachable, refused.Code);
        Assert.Equal(Hash(1), (await GetAsync(a, "gate")).Info.StateHash);
    }

    [Fact]
    public async Task Get_ReservedName_IsTheOneWithTheHighestEpochAndSequence()
    {
        var a = Store("a");
        var b = Store("b");
        await a.Ask<CheckpointStored>(Put("~emu-1", 1, epoch: 3, sequence: 9) with { ThisNodeOnly = true }, Bound);
        await b.Ask<CheckpointStored>(Put("~emu-1", 2, epoch: 4, sequence: 1) with { ThisNodeOnly = true }, Bound);
        Assert.Equal(Hash(2), (await GetAsync(a, "~emu-1")).Info.StateHash);
        await a.Ask<CheckpointStored>(Put("~emu-1", 3, epoch: 3, sequence: 99), Bound); // Came late: it must not undo the newer one.
        Assert.Equal(Hash(2), (await GetAsync(a, "~emu-1")).Info.StateHash);
        Assert.Equal(Hash(2), (await GetAsync(b, "~emu-1")).Info.StateHash);
    }

    [Fact]
    public async Task List_ShowsEachOnceAndNotTheRuntimesOwn()
    {
        var a = Store("a");
        var b = Store("b");
        await PutAsync(a, "gate", 1);
        await PutAsync(b, "boss", 2);
        await PutAsync(a, "~emu-1", 3);
        var list = await b.Ask<CheckpointList>(new ListCheckpoints(), Bound);
        Assert.Equal(["boss", "gate"], list.Checkpoints.Select(info => info.Name));
    }

    [Fact]
    public async Task Delete_RemovesEveryCopy()
    {
        var a = Store("a");
        var b = Store("b");
        await PutAsync(a, "gate", 1);
        Assert.Equal(new CheckpointStored("gate", 2), await b.Ask<CheckpointStored>(new DeleteCheckpoint("gate"), Bound));
        Assert.Equal(ReplyCode.UnknownCheckpoint, (await a.Ask<RequestFailed>(new GetCheckpoint("gate"), Bound)).Code);
        Assert.Equal(ReplyCode.UnknownCheckpoint, (await b.Ask<RequestFailed>(new DeleteCheckpoint("gate"), Bound)).Code);
    }

    [Fact]
    public async Task Put_OneMoreThanAllowed_IsRefusedAndReplacingIsNot()
    {
        var store = Store("a", new CheckpointOptions { MaxCount = 1 });
        await PutAsync(store, "gate", 1);
        await PutAsync(store, "gate", 2);
        await PutAsync(store, "~emu-1", 3);
        var refused = await store.Ask<RequestFailed>(Put("boss", 1), Bound);
        Assert.Equal(ReplyCode.NoCapacity, refused.Code);
        Assert.Contains("1 checkpoints", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_StateThatIsNotWhatItSays_IsRefused()
    {
        var store = Store("a");
        var put = Put("gate", 1);
        var forged = new PutCheckpoint(put.Checkpoint with { Info = put.Checkpoint.Info with { StateHash = new string('0', 64) } });
        Assert.Equal(ReplyCode.InvalidRequest, (await store.Ask<RequestFailed>(forged, Bound)).Code);
    }

    [Theory]
    [InlineData("fresh")]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("Gate")]
    [InlineData("~")]
    public async Task Get_BadName_IsRefusedWithTheRule(string name)
    {
        var refused = await Store("a", new CheckpointOptions { Directory = _folder }).Ask<RequestFailed>(new GetCheckpoint(name), Bound);
        Assert.Equal(ReplyCode.InvalidRequest, refused.Code);
        Assert.Contains("1 to 64 characters", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void TryCreate_StateThatIsTooLarge_SaysHowLargeAndWhatIsAllowed()
    {
        Assert.False(Checkpoint.TryCreate("gate", Emu, new byte[Checkpoint.MaxStateBytes + 1], default, out _, out var problem));
        Assert.Contains("1048577", problem, StringComparison.Ordinal);
        Assert.False(Checkpoint.TryCreate("gate", Emu, RandomNumberGenerator.GetBytes(1_000_000), default, out _, out problem));
        Assert.Contains("960000", problem, StringComparison.Ordinal);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static byte[] State(int seed) => [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i / 1_000 * seed))];

    private static string Hash(int seed) => Convert.ToHexStringLower(SHA256.HashData(State(seed)));

    private static PutCheckpoint Put(string name, int seed, long epoch = 7, long sequence = 70)
    {
        Assert.True(Checkpoint.TryCreate(name, Emu, State(seed), new byte[] { 1, 2, 3 }, out var checkpoint, out var problem), problem);
        var info = checkpoint!.Info with { Cartridge = "DEMO", Epoch = epoch, Sequence = sequence, CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(seed) };
        return new PutCheckpoint(checkpoint with { Info = info });
    }

    private static Task<CheckpointStored> PutAsync(IActorRef store, string name, int seed) => store.Ask<CheckpointStored>(Put(name, seed), Bound);

    private static Task<Checkpoint> GetAsync(IActorRef store, string name) => store.Ask<Checkpoint>(new GetCheckpoint(name), Bound);

    private async Task PutThenGetEverywhereAsync(IActorRef store, string name)
    {
        var seed = _stores.Values.ToList().IndexOf(store) + 1;
        await PutAsync(store, name, seed);
        foreach (var other in _stores.Values)
            await AwaitAssertAsync(async () => Assert.Equal(Hash(seed), (await GetAsync(other, name)).Info.StateHash), Bound);
    }

    private IActorRef Store(string node, CheckpointOptions? options = null, bool alone = false)
    {
        options ??= new CheckpointOptions();
        Func<IReadOnlyList<CheckpointPeer>> others = () =>
            alone ? [] : [.. _stores.Where(other => other.Key != node).Select(other => new CheckpointPeer(other.Key, other.Value))];
        return _stores[node] = Sys.ActorOf(Props.Create(() => new CheckpointStore(options, others)), node);
    }

    private sealed class Refuser : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(new RequestFailed(default, ReplyCode.NoCapacity, "full"));
    }
}
