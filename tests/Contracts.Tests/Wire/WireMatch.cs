using System.Collections;
using System.Reflection;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Contracts.Tests.Wire;

/// <summary>Compares messages property by property, so that a property that the wire format omits is found.</summary>
public static class WireMatch
{
    public static void Same(object? expected, object? actual, string path = "")
    {
        switch (expected)
        {
            case null:
                Assert.True(actual is null, $"{path}: null became {actual}.");
                break;
            case ReadOnlyMemory<byte> bytes:
                Assert.True(bytes.Span.SequenceEqual(Assert.IsType<ReadOnlyMemory<byte>>(actual).Span), $"{path}: other bytes.");
                break;
            case string or IEquatable<InputSequence> or ValueType and not IEnumerable:
                Assert.True(expected.Equals(actual), $"{path}: {expected} became {actual}.");
                break;
            case IEnumerable many:
                var others = Assert.IsAssignableFrom<IEnumerable>(actual).Cast<object>().ToList();
                var all = many.Cast<object>().ToList();
                Assert.True(all.Count == others.Count, $"{path}: {all.Count} entries became {others.Count}.");
                for (var i = 0; i < all.Count; i++)
                    Same(all[i], others[i], $"{path}[{i}]");
                break;
            default:
                Assert.Same(expected.GetType(), actual?.GetType());
                foreach (var property in Properties(expected))
                    Same(property.GetValue(expected), property.GetValue(actual), $"{path}/{property.Name}");
                break;
        }
    }

    public static IEnumerable<PropertyInfo> Properties(object value) =>
        value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.GetIndexParameters().Length == 0);
}
