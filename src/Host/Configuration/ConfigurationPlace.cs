using System.Collections;

namespace ActorInput.Host.Configuration;

/// <summary>Where configuration is looked for.</summary>
/// <param name="ProgramFolder">The executable's folder: its appsettings.json counts least.</param>
/// <param name="WorkingFolder">The working directory: its appsettings.json comes next.</param>
/// <param name="Environment">The environment; names that start with <c>ACTORINPUT__</c> or <c>LOGGING__</c> are taken.</param>
internal sealed record ConfigurationPlace(string ProgramFolder, string WorkingFolder, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The place for this process.</summary>
    public static ConfigurationPlace Current() => new(
        AppContext.BaseDirectory,
        Directory.GetCurrentDirectory(),
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.OrdinalIgnoreCase));
}
