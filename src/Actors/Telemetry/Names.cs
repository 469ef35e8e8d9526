namespace ActorInput.Actors.Telemetry;

/// <summary>Names of enum values in camelCase, made once: tags of metrics must not cost an allocation each.</summary>
internal static class Names<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> All =
        Enum.GetValues<T>().ToDictionary(value => value, value => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..]);

    public static string Of(T value) => All[value];
}
