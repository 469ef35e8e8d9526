using System.Collections;
using System.ComponentModel;
using System.Reflection;

namespace ActorInput.Host.Configuration;

/// <summary>
/// Compares the configuration with the options' types before it is bound, and reports all unknown names and invalid values at once. The binder would
/// ignore unknown names, and stop at the first invalid value. A list is taken as a whole from the last source that has it.
/// </summary>
internal sealed class OptionTree(IConfigurationRoot root)
{
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, string?> _good = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The problems found so far, each a sentence.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The values that can be bound.</summary>
    public IConfigurationRoot Good() => new ConfigurationBuilder().AddInMemoryCollection(_good).Build();

    /// <summary>Checks the files for sections that nothing reads. Names that begin with <c>$</c> are for editors.</summary>
    public void ReadRoot(params IReadOnlyList<string> sections)
    {
        foreach (var file in root.Providers.OfType<FileConfigurationProvider>())
        {
            var path = file.Source.FileProvider?.GetFileInfo(file.Source.Path ?? "").PhysicalPath ?? file.Source.Path;
            foreach (var name in file.GetChildKeys([], null).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!sections.Contains(name, StringComparer.OrdinalIgnoreCase) && !name.StartsWith('$'))
                    _problems.Add($"{path}: {name} is not a section; {string.Join(", ", sections)} are. A node's options are in {sections[0]}.");
            }
        }
    }

    /// <summary>Checks the section of the log: levels for all and for the console, by category.</summary>
    public void ReadLogging(IConfigurationSection section)
    {
        const string Levels = "LogLevel";
        const string Console = "Console";
        foreach (var child in section.GetChildren())
        {
            if (string.Equals(child.Key, Levels, StringComparison.OrdinalIgnoreCase))
                ReadLevels(child);
            else if (!string.Equals(child.Key, Console, StringComparison.OrdinalIgnoreCase))
                _problems.Add($"{child.Path} is not an option; {Console}, {Levels} are.");
        }

        foreach (var child in section.GetSection(Console).GetChildren())
        {
            if (string.Equals(child.Key, Levels, StringComparison.OrdinalIgnoreCase))
                ReadLevels(child);
            else
                _problems.Add($"{child.Path} is not an option; {Levels} is.");
        }
    }

    private void ReadLevels(IConfigurationSection levels)
    {
        if (!string.IsNullOrEmpty(levels.Value))
            _problems.Add($"{levels.Path} is '{levels.Value}'; an object is expected.");
        foreach (var level in levels.GetChildren())
        {
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed))
                _problems.Add($"{level.Path} is '{level.Value ?? "an object or a list"}'; {Expected(typeof(LogLevel))} is expected.");
        }
    }

    /// <summary>Checks a section against the options of a type.</summary>
    /// <param name="section">The section.</param>
    /// <param name="type">The type that it will be bound to.</param>
    /// <param name="beside">Subsections that are looked through on their own.</param>
    public void Read(IConfigurationSection section, Type type, params IReadOnlyList<string> beside)
    {
        var options = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToList();
        if (!string.IsNullOrEmpty(section.Value))
            _problems.Add($"{section.Path} is '{section.Value}'; an object is expected.");
        foreach (var child in section.GetChildren().Where(c => !beside.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
        {
            var option = options.Find(p => string.Equals(p.Name, child.Key, StringComparison.OrdinalIgnoreCase));
            if (option is null)
                _problems.Add($"{child.Path} is not an option; {string.Join(", ", options.Select(p => p.Name).Concat(beside).Order(StringComparer.Ordinal))} are.");
            else
                ReadValue(child, option.PropertyType);
        }
    }

    private void ReadValue(IConfigurationSection section, Type type)
    {
        var converter = TypeDescriptor.GetConverter(type);
        if (converter.CanConvertFrom(typeof(string)))
        {
            ReadScalar(section, type, converter);
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>))
        {
            if (!string.IsNullOrEmpty(section.Value))
                _problems.Add($"{section.Path} is '{section.Value}'; an object is expected.");
            foreach (var child in section.GetChildren())
                ReadValue(child, type.GenericTypeArguments[1]);
        }
        else if (type.IsAssignableTo(typeof(IEnumerable)))
        {
            ReadList(section);
        }
        else
        {
            Read(section, type);
        }
    }

    private void ReadScalar(IConfigurationSection section, Type type, TypeConverter converter)
    {
        try
        {
            if (section.GetChildren().Any())
                throw new FormatException();
            converter.ConvertFromInvariantString(section.Value ?? "");
            _good[section.Path] = section.Value;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            _problems.Add($"{section.Path} is '{section.Value ?? "an object or a list"}'; {Expected(type)} is expected.");
        }
    }

    private void ReadList(IConfigurationSection section)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            _problems.Add($"{section.Path} is '{section.Value}'; a list is expected.");
            return;
        }

        var source = root.Providers.LastOrDefault(p => p.GetChildKeys([], section.Path).Any());
        foreach (var key in source?.GetChildKeys([], section.Path).Distinct(StringComparer.OrdinalIgnoreCase) ?? [])
        {
            var path = ConfigurationPath.Combine(section.Path, key);
            if (source!.TryGet(path, out var value) && !string.IsNullOrEmpty(value))
                _good[path] = value;
            else
                _problems.Add($"{path} is empty, or an object or a list; a text is expected.");
        }
    }

    private static string Expected(Type type) =>
        type == typeof(TimeSpan) ? "a time as hours:minutes:seconds, for example 00:00:00.500,"
        : type == typeof(bool) ? "true or false"
        : type == typeof(double) ? "a number"
        : type == typeof(int) ? "a whole number"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : "a text";
}
