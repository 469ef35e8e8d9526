using ActorInput.Actors.Inputs;
using ActorInput.Actors.Load;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;

namespace ActorInput.Actors.Tests.Load;

public sealed class NodeLoadTests
{
    [Fact]
    public async Task Read_WhileEmulatorsComeAndGo_HasWholeRowsInOrder()
    {
        var load = new NodeLoad();
        var all = Enumerable.Range(0, 2_000).Select(i => (Id: EmulatorId.Parse($"emu-{i:0000}"), Queue: new InputQueue(new BufferingOptions(), TimeProvider.System))).ToList();
        var changes = Task.Run(() =>
        {
            for (var round = 0; round < 20; round++)
            {
                all.ForEach(emulator => load.Add(emulator.Id, emulator.Queue));
                all.ForEach(emulator => load.Remove(emulator.Id, emulator.Queue));
            }
        });
        do
        {
            var names = load.Read().Select(row => row.Emulator.Value).ToList();
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
        }
        while (!changes.IsCompleted);
        await changes;
    }

    [Fact]
    public void Read_MoreThanAReportTakes_HasTheFirst()
    {
        var load = new NodeLoad();
        for (var i = 0; i < LoadReport.MaxEmulators + 10; i++)
            load.Add(EmulatorId.Parse($"emu-{i:00000}"), new InputQueue(new BufferingOptions(), TimeProvider.System));
        var rows = load.Read();
        Assert.Equal(LoadReport.MaxEmulators, rows.Length);
        Assert.Equal($"emu-{LoadReport.MaxEmulators - 1:00000}", rows[^1].Emulator.Value);
        Assert.True(load.Has(EmulatorId.Parse($"emu-{LoadReport.MaxEmulators + 5:00000}")));
    }
}
