using System.Text.Json;
using ActorInput.Host.Common;

namespace ActorInput.Host.Configuration;

/// <summary>Combines the sources of configuration, of which the last one wins: appsettings.json, --config, environment, command line.</summary>
internal static class ConfigurationLayers
{
    private static readonly string[] EnvironmentSections = ["ACTORINPUT__", "LOGGING__"];

    /// <param name="place">Where to look.</param>
    /// <param name="configFile">The file of <c>--config</c>, or null.</param>
    /// <param name="commandLine">What the command line says, by key.</param>
    /// <exception cref="CommandException">A file is missing or does not parse.</exception>
    public static IConfigurationRoot Build(ConfigurationPlace place, string? configFile, IReadOnlyDictionary<string, string?> commandLine)
    {
        var builder = new ConfigurationBuilder();
        foreach (var folder in new[] { place.ProgramFolder, place.WorkingFolder }.Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal))
            builder.AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true, reloadOnChange: false);
        if (configFile is not null)
        {
            var full = Path.GetFullPath(configFile, place.WorkingFolder);
            if (!File.Exists(full))
                throw new CommandException($"The configuration file '{full}' (--config) does not exist.");
            builder.AddJsonFile(full, optional: false, reloadOnChange: false);
        }

        builder.AddInMemoryCollection(place.Environment
            .Where(e => EnvironmentSections.Any(s => e.Key.StartsWith(s, StringComparison.OrdinalIgnoreCase)))
            .Select(e => KeyValuePair.Create(e.Key.Replace("__", ":", StringComparison.Ordinal), (string?)e.Value)));
        builder.AddInMemoryCollection(commandLine);
        try
        {
            return builder.Build();
        }
        catch (InvalidDataException failure)
        {
            throw new CommandException(Describe(failure));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"A configuration file cannot be read: {failure.Message}");
        }
    }

    private static string Describe(InvalidDataException failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is JsonException json)
                return $"{failure.Message} It is not JSON at line {json.LineNumber + 1}, position {json.BytePositionInLine + 1}: {json.Message.Split(" LineNumber:", 2)[0]}";
        }

        return $"{failure.Message} {failure.GetBaseException().Message}";
    }
}
