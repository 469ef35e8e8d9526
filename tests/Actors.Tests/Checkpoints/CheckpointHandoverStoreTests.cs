using ActorInput.Actors.Checkpoints;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;
using ActorInput.Contracts.Replies;
using Akka.TestKit.Xunit2;

namespace ActorInput.Actors.Tests.Checkpoints;

public sealed class CheckpointHandoverStoreTests() : TestKit("akka.loglevel = OFF")
{
    private static readonly EmulatorId Emu = EmulatorId.Parse("emu-1");
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly StoredHandover Older = new([1, 2, 3], 1, new EmulatorHandover(Emu) { Sequence = 5 });
    private static readonly StoredHandover Newer = new([4, 5, 6], 2, new EmulatorHandover(Emu) { Sequence = 9 });

    [Fact]
    public async Task Load_WhileItsHolderDoesNotAnswer_AsksAgainUntilItHasTheGame()
    {
        var shelf = CreateTestProbe();
        var store = new CheckpointHandoverStore(shelf, TimeProvider.System);
        var newer = await KeptAsync(Newer);
        var older = await KeptAsync(Older);

        var loading = store.LoadAsync(Emu, Newer.Hash);
        foreach (var answer in new object[] { new RequestFailed(Emu, ReplyCode.UnknownCheckpoint, "none can be reached"), older, newer })
        {
            await shelf.ExpectMsgAsync<GetCheckpoint>(Bound);
            shelf.Reply(answer);
        }

        var loaded = await loading.WaitAsync(Bound);
        Assert.Equal((Newer.Hash, 9), (loaded!.Hash, loaded.Handover.Sequence));
    }

    [Fact]
    public async Task Save_WhileNoOtherNodeTakesACopy_AsksAgainUntilOneDoes()
    {
        var shelf = CreateTestProbe();
        var saving = new CheckpointHandoverStore(shelf, TimeProvider.System).SaveAsync(Emu, Newer);
        foreach (var answer in new object[] { new CheckpointStored("~emu-1", 1), new RequestFailed(Emu, ReplyCode.NodeUnreachable, "none took it"), new CheckpointStored("~emu-1", 2) })
        {
            await shelf.ExpectMsgAsync<PutCheckpoint>(Bound);
            shelf.Reply(answer);
        }

        await saving.WaitAsync(Bound);
    }

    [Fact]
    public async Task Load_TheAwaitedGame_AsksOnce()
    {
        var shelf = CreateTestProbe();
        var loading = new CheckpointHandoverStore(shelf, TimeProvider.System).LoadAsync(Emu, Older.Hash);
        await shelf.ExpectMsgAsync<GetCheckpoint>(Bound);
        shelf.Reply(await KeptAsync(Older));

        Assert.Equal(Older.Hash, (await loading.WaitAsync(Bound))!.Hash);
        Assert.False(shelf.HasMessages);
    }

    /// <summary>The handover, as the store keeps it.</summary>
    private async Task<Checkpoint> KeptAsync(StoredHandover handover)
    {
        var shelf = CreateTestProbe();
        var saving = new CheckpointHandoverStore(shelf, TimeProvider.System).SaveAsync(Emu, handover);
        var put = await shelf.ExpectMsgAsync<PutCheckpoint>(Bound);
        shelf.Reply(new CheckpointStored(put.Checkpoint.Info.Name, 2));
        await saving.WaitAsync(Bound);
        return put.Checkpoint;
    }
}
