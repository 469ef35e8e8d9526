namespace ActorInput.Actors.Common;

/// <summary>Orders names as people count: emu-2 before emu-10.</summary>
public sealed class EmulatorNameComparer : IComparer<string>
{
    private static readonly StringComparer Numeric = StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture, System.Globalization.CompareOptions.NumericOrdering);

    /// <summary>The comparer; it has no state.</summary>
    public static EmulatorNameComparer Instance { get; } = new();

    private EmulatorNameComparer()
    {
    }

    /// <inheritdoc/>
    public int Compare(string? x, string? y) => Numeric.Compare(x, y);
}
