using System.Collections;
using System.Globalization;

namespace ActorInput.Host.Tests.Configuration;

/// <summary>Writes options as lines <c>Path:To:Option=value</c>, so that two sets can be compared and every name is known.</summary>
internal static class OptionDump
{
    public static IReadOnlyList<string> Of(object options) => [.. Lines("", options).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(string path, object? value)
    {
        if (value is null or string or IFormattable or bool)
            return [$"{path}={Convert.ToString(value, CultureInfo.InvariantCulture)}"];
        if (value is IEnumerable list)
            return [$"{path}={string.Join(' ', list.Cast<object>())}"];
        return value.GetType().GetProperties().Where(p => p.CanWrite)
            .SelectMany(p => Lines(path.Length == 0 ? p.Name : $"{path}:{p.Name}", p.GetValue(value)));
    }
}
