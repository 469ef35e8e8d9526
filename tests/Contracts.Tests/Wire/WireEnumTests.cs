using System.Reflection;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Wire;
using Proto = ActorInput.Contracts.Wire.Proto;

namespace ActorInput.Contracts.Tests.Wire;

/// <summary>The tables of enums and wire numbers.</summary>
public sealed class WireEnumTests
{
    private static readonly (InputPriority, Proto.Priority)[] OnlyBulk = [(InputPriority.Bulk, Proto.Priority.Bulk)];

    private static IEnumerable<FieldInfo> Fields => typeof(WireEnums).GetFields(BindingFlags.Public | BindingFlags.Static);

    public static TheoryData<string> Tables => [.. Fields.Select(table => table.Name)];

    [Fact]
    public void Tables_AreOneForEachEnumOfTheWire()
    {
        var wire = typeof(Proto.Outcome).Assembly.GetTypes().Where(type => type.IsEnum && type.Namespace == typeof(Proto.Outcome).Namespace && !type.IsNested);
        Assert.Equal(
            wire.Select(type => type.Name).Order(StringComparer.Ordinal), Fields.Select(table => table.FieldType.GenericTypeArguments[1].Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Read_OfEveryWrittenValue_IsTheValue(string table)
    {
        var enumType = TableOf(table).GetType().GenericTypeArguments[0];
        foreach (var value in Enum.GetValues(enumType))
            Assert.Equal(value, Call(table, "Read", Call(table, "Write", value)));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Read_OfEveryNumberOfTheFormat_IsAValueOrSaysThatItIsMissing(string table)
    {
        foreach (var number in Enum.GetValues(TableOf(table).GetType().GenericTypeArguments[1]))
        {
            if ((int)number != 0)
                Assert.NotNull(Call(table, "Read", number));
            else if (Record.Exception(() => Call(table, "Read", number)) is { } refusal)
                Assert.EndsWith(" is missing.", Assert.IsType<WireFormatException>(refusal).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void ReadAndWrite_OfWhatIsNotListed_AreRefused(string table)
    {
        foreach (var number in new[] { int.MinValue, -1, 1_000, int.MaxValue })
        {
            var types = TableOf(table).GetType().GenericTypeArguments;
            Assert.Throws<WireFormatException>(() => Call(table, "Write", Enum.ToObject(types[0], number)));
            var refusal = Assert.Throws<WireFormatException>(() => Call(table, "Read", Enum.ToObject(types[1], number)));
            Assert.Contains($"is {number}, which this version does not know", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Write_OfAValueBelowTheListedOnes_IsRefused() =>
        Assert.Throws<WireFormatException>(() => new WireEnum<InputPriority, Proto.Priority>("priority", OnlyBulk).Write(InputPriority.Interactive));

    [Fact]
    public void Constructor_NumberListedTwice_IsRefused() => Assert.Throws<ArgumentException>(
        () => new WireEnum<InputPriority, Proto.Priority>("priority", [.. OnlyBulk, (InputPriority.Interactive, Proto.Priority.Bulk)]));

    private static object TableOf(string table) => typeof(WireEnums).GetField(table)!.GetValue(null)!;

    private static object? Call(string table, string method, object? argument) =>
        TableOf(table).GetType().GetMethod(method)!.Invoke(TableOf(table), BindingFlags.DoNotWrapExceptions, null, [argument], null);
}
