namespace ActorInput.Faults.Serving;

/// <summary>Reads /number/rest without allocating.</summary>
internal static class GamePath
{
    private const int MostDigits = 9;

    public static bool TryRead(ReadOnlySpan<char> path, out int number, out ReadOnlySpan<char> rest)
    {
        number = 0;
        rest = default;
        var at = 1;
        for (; at < path.Length && char.IsAsciiDigit(path[at]); at++)
            number = at > MostDigits ? 0 : (number * 10) + (path[at] - '0');
        if (at == 1 || (at < path.Length && path[at] != '/'))
            return false;
        rest = path[at..];
        return true;
    }
}
