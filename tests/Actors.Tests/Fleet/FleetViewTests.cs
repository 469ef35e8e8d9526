using ActorInput.Actors.Fleet;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Fleet;

namespace ActorInput.Actors.Tests.Fleet;

public sealed class FleetViewTests
{
    private static readonly EmulatorId A = EmulatorId.Parse("a");
    private static readonly EmulatorId B = EmulatorId.Parse("b");
    private readonly FleetView _view = new();

    [Fact]
    public void Merge_OlderOrSameVersion_IsNotTaken()
    {
        _view.Merge([Entry(A, 5, "http://x/")]);
        _view.Merge([Entry(A, 4, "http://y/"), Entry(A, 5, "http://z/")]);
        Assert.Equal("http://x/", _view.Find(A)?.Address);
        _view.Merge([Entry(A, 6, "http://y/")]);
        Assert.Equal("http://y/", _view.Find(A)?.Address);
    }

    [Fact]
    public void Merge_WithoutAnEntry_KeepsIt()
    {
        _view.Merge([Entry(A, 1, null)]);
        _view.Merge([Entry(B, 1, null)]);
        Assert.Equal([A, B], _view.Emulators.Order(Comparer<EmulatorId>.Create((x, y) => string.CompareOrdinal(x.Value, y.Value))));
    }

    [Fact]
    public void Changed_OnlyWhenCompleteForTheFirstTimeOrWithAnotherEmulator()
    {
        var raised = 0;
        _view.Changed += (_, _) => raised++;
        Assert.False(_view.IsComplete);
        _view.Merge([]);
        Assert.True(_view.IsComplete);
        Assert.Equal(1, raised);
        _view.Merge([Entry(A, 1, null)]);
        Assert.Equal(2, raised);
        _view.Merge([Entry(A, 2, "http://x/")]);
        Assert.Equal(2, raised);
    }

    [Fact]
    public void IsTaken_AddressOfAnother_UntilItGoesElsewhere()
    {
        _view.Merge([Entry(A, 1, "http://x/")]);
        Assert.True(_view.IsTaken("http://x/", B));
        Assert.False(_view.IsTaken("http://x/", A));
        Assert.False(_view.IsTaken("http://y/", B));
        _view.Merge([Entry(A, 2, "http://y/")]);
        Assert.False(_view.IsTaken("http://x/", B));
        Assert.True(_view.IsTaken("http://y/", B));
        _view.Merge([Entry(A, 3, null)]);
        Assert.False(_view.IsTaken("http://y/", B));
    }

    [Fact]
    public void IsLostTo_TwoAtOneAddress_TheFirstNameKeepsIt()
    {
        _view.Merge([Entry(A, 1, "http://x/"), Entry(B, 1, "http://x/")]);
        Assert.True(_view.IsLostTo("http://x/", B));
        Assert.False(_view.IsLostTo("http://x/", A));
        _view.Merge([Entry(A, 2, "http://y/")]);
        Assert.False(_view.IsLostTo("http://x/", B));
    }

    private static FleetEntry Entry(EmulatorId emulator, long version, string? address) => new(emulator, version) { Address = address };
}
