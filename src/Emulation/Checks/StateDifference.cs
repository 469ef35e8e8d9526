using ActorInput.Emulation.Games;

namespace ActorInput.Emulation.Checks;

/// <summary>Finds what differs in two states.</summary>
internal static class StateDifference
{
    /// <summary>Most fields that are named.</summary>
    public const int MostFields = 6;

    public static (CheckPart Part, IReadOnlyList<string> Fields, int Bytes) Find(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, IStateNames? names)
    {
        if (expected.Length != actual.Length)
            return (CheckPart.State, [$"its length, {expected.Length:N0} bytes against {actual.Length:N0}"], Math.Abs(expected.Length - actual.Length));

        // Skip the header: its checksum differs when anything does, and says nothing.
        var start = StateFile.TryReadIdentity(expected, out _) ? StateFile.HeaderSize : 0;
        if (expected[start..].SequenceEqual(actual[start..]))
            start = 0;
        var fields = new List<string>();
        var bytes = 0;
        string? last = null;
        for (var i = start; i < expected.Length; i++)
        {
            if (expected[i] == actual[i])
                continue;
            bytes++;
            if (fields.Count >= MostFields)
                continue;
            var name = names?.DescribeState(expected, i) ?? $"byte 0x{i:X} of the state";
            if (!string.Equals(name, last, StringComparison.Ordinal))
                fields.Add($"{name} is 0x{expected[i]:X2} against 0x{actual[i]:X2}");
            last = name;
        }

        return (CheckPart.State, fields, bytes);
    }
}
