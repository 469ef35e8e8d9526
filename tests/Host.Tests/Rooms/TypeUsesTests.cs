using ActorInput.Host.Tests.Rooms.Sample.Low;

namespace ActorInput.Host.Tests.Rooms;

/// <summary>The reader finds every kind of use, and the order reports those that point the wrong way.</summary>
public sealed class TypeUsesTests
{
    private const string Sample = "ActorInput.Host.Tests.Rooms.Sample";

    private static readonly IReadOnlyCollection<TypeUse> Uses = TypeUses.Read(typeof(EveryWay).Assembly.Location);

    [Theory]
    [InlineData(nameof(EveryWay.BodyOnly))]
    [InlineData(nameof(EveryWay.FieldOfIt))]
    [InlineData(nameof(EveryWay.Closure))]
    [InlineData(nameof(EveryWay.Asynchronous))]
    [InlineData(nameof(EveryWay.Iterator))]
    [InlineData(nameof(EveryWay.WithLocalFunction))]
    [InlineData(nameof(EveryWay.TypeArgument))]
    [InlineData(nameof(EveryWay.MethodArgument))]
    [InlineData(nameof(EveryWay.AnArray))]
    [InlineData(nameof(EveryWay.Tested))]
    [InlineData(nameof(EveryWay.Caught), "TargetException")]
    [InlineData(nameof(EveryWay.Parameter))]
    [InlineData(nameof(EveryWay.Constrained))]
    [InlineData(nameof(EveryWay.WithAttribute), "TargetAttribute")]
    [InlineData(nameof(EveryWay.InAttributeArgument))]
    [InlineData(nameof(EveryWay.Property))]
    [InlineData(nameof(EveryWay.Field))]
    [InlineData(nameof(EveryWay.Nested) + "." + nameof(EveryWay.Nested.InNested))]
    public void Problems_UseOfARoomAbove_IsNamedWithItsMember(string member, string used = "Target") =>
        Assert.Contains($"Low.EveryWay.{member} -> High.{used}", new RoomOrder(Sample, "Low", "High").Problems(Uses));

    [Fact]
    public void Problems_UseOfARoomBelow_IsAllowed() =>
        Assert.Equal(["High.Target.Make -> Low.EveryWay"], new RoomOrder(Sample, "High", "Low").Problems(Uses));

    [Fact]
    public void Problems_RoomThatIsNotInTheOrder_IsNamed() =>
        Assert.Contains($"Low has no place among the rooms of {Sample}: High", new RoomOrder(Sample, "High").Problems(Uses));
}
