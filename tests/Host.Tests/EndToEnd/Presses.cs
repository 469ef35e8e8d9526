namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>Random inputs, with the entries that each leaves in the ledger.</summary>
internal static class Presses
{
    // The buttons in the order of the ledger's bits, from the lowest.
    private static readonly string[] Buttons = ["A", "B", "SELECT", "START", "RIGHT", "LEFT", "UP", "DOWN"];

    /// <summary>One to <paramref name="most"/> presses, some of them of two buttons together.</summary>
    public static (string Text, byte[] Entries) Next(Random random, int most)
    {
        var entries = new byte[random.Next(1, most + 1)];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = (byte)(random.Next(5) == 0 ? 1 << random.Next(4) | 1 << random.Next(4, 8) : 1 << random.Next(8));
        return (string.Join(' ', entries.Select(TextOf)), entries);
    }

    private static string TextOf(byte entry) => string.Join('+', Buttons.Where((_, bit) => (entry >> bit & 1) != 0));
}
