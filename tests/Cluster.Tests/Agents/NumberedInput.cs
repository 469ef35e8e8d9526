namespace ActorInput.Cluster.Tests.Agents;

/// <summary>
/// An input that carries a number in its buttons: four presses, an octal digit each. The presses that a game saw show which inputs it got, and in
/// what order.
/// </summary>
/// <param name="Text">As it is sent.</param>
/// <param name="Entries">What each press leaves in the ledger.</param>
internal sealed record NumberedInput(string Text, IReadOnlyList<byte> Entries)
{
    /// <summary>At this number they begin again.</summary>
    public const int Different = 4096;

    private const int Digits = 4;
    private const int Base = 8;

    // In the order of the ledger's bits, from the lowest.
    private static readonly string[] Buttons = ["A", "B", "SELECT", "START", "RIGHT", "LEFT", "UP", "DOWN"];

    public static NumberedInput Of(int number)
    {
        var digits = new int[Digits];
        for (var i = Digits - 1; i >= 0; i--, number /= Base)
            digits[i] = number % Base;
        return new NumberedInput(string.Join(' ', digits.Select(digit => Buttons[digit])), [.. digits.Select(digit => (byte)(1 << digit))]);
    }
}
