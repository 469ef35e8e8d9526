using ActorInput.Actors.Pool;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Actors.Tests.Pool;

public sealed class SlotTableTests
{
    private static readonly EmulatorId A = EmulatorId.Parse("a");
    private static readonly EmulatorId B = EmulatorId.Parse("b");
    private static readonly EmulatorId C = EmulatorId.Parse("c");

    [Fact]
    public void Assign_Twice_GivesTheSameSlot()
    {
        var slots = new SlotTable(Static("http://x/", "http://y/"));
        var first = Assign(slots, A);
        Assert.Same(first, Assign(slots, A));
        Assert.Equal(1, slots.Free);
        Assert.Same(first, slots.Of(A));
    }

    [Fact]
    public void Assign_AllTaken_GivesNone()
    {
        var slots = new SlotTable(Static("http://x/"));
        Assign(slots, A);
        Assert.Null(Assign(slots, B));
        Assert.Null(slots.Of(B));
        slots.Release(A);
        Assert.Null(slots.Of(A));
        Assert.Equal("http://x/", Assign(slots, B)?.Name);
    }

    [Fact]
    public void Assign_AddressWithAnotherNodesGame_IsPassedOver()
    {
        var slots = new SlotTable(Static("http://x/", "http://y/"));
        Assert.Equal("http://y/", slots.Assign(A, null, address => address.Host == "x")?.Name);
        Assert.Null(slots.Assign(B, null, address => address.Host == "x"));
    }

    [Fact]
    public void Assign_OfSeveralFree_TakesTheOneThatRunsAndFailedLeast()
    {
        var slots = new SlotTable(new PoolOptions { EmbeddedSlots = 1, StaticSlots = ["http://x/", "http://y/"] });
        var failed = Assign(slots, A)!;
        Assert.Equal("http://x/", failed.Name);
        failed.Failures = 1;
        slots.Release(A);
        Assert.Equal("http://y/", Assign(slots, A)?.Name);
        Assert.Equal("http://x/", Assign(slots, B)?.Name);
        Assert.Equal("embedded-1-1", Assign(slots, C)?.Name);
    }

    [Fact]
    public void Assign_WithAGameElsewhere_AdoptsItsSlotUntilItLeaves()
    {
        var slots = new SlotTable(Static("http://x/"));
        var adopted = slots.Assign(A, new Uri("http://far/"), static _ => false);
        Assert.True(adopted?.IsAdopted);
        Assert.Equal((1, 1), (slots.Count, slots.Free));
        slots.Release(A);
        Assert.Equal((1, 1), (slots.Count, slots.Free));
        Assert.Equal("http://x/", Assign(slots, B)?.Name);
    }

    [Fact]
    public void Release_OfAnEmbeddedSlot_LeavesItUsed()
    {
        var slots = new SlotTable(new PoolOptions { EmbeddedSlots = 1 });
        Assert.False(Assign(slots, A)?.IsUsed);
        slots.Release(A);
        Assert.True(Assign(slots, B)?.IsUsed);
    }

    private static Slot? Assign(SlotTable slots, EmulatorId emulator) => slots.Assign(emulator, null, static _ => false);

    private static PoolOptions Static(params string[] addresses) => new() { EmbeddedSlots = 0, StaticSlots = [.. addresses] };
}
