namespace ActorInput.Emulation.Checks;

/// <summary>Finds what differs in two pictures.</summary>
internal static class PictureDifference
{
    private const int Width = 160;

    public static (CheckPart Part, IReadOnlyList<string> Fields, int Pixels) Find(ReadOnlySpan<ushort> expected, ReadOnlySpan<ushort> actual)
    {
        var first = expected.CommonPrefixLength(actual);
        var pixels = Math.Abs(expected.Length - actual.Length);
        for (var i = first; i < Math.Min(expected.Length, actual.Length); i++)
            pixels += expected[i] == actual[i] ? 0 : 1;
        return (CheckPart.Picture, [$"pixel {first % Width},{first / Width}"], pixels);
    }
}
