using Mono.Cecil;

namespace ActorInput.Host.Tests.Rooms;

/// <summary>Finds the assemblies that this process could load. An enum of another assembly in an attribute is read only by its definition.</summary>
internal sealed class ProcessAssemblies : IAssemblyResolver
{
    private readonly Dictionary<string, string> _paths =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    private readonly Dictionary<string, AssemblyDefinition> _read = new(StringComparer.Ordinal);

    public AssemblyDefinition Resolve(AssemblyNameReference name) => Resolve(name, new ReaderParameters { AssemblyResolver = this });

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (!_read.TryGetValue(name.Name, out var assembly))
        {
            var path = _paths.GetValueOrDefault(name.Name) ?? throw new AssemblyResolutionException(name);
            assembly = _read[name.Name] = AssemblyDefinition.ReadAssembly(path, parameters);
        }

        return assembly;
    }

    public void Dispose()
    {
        foreach (var assembly in _read.Values)
            assembly.Dispose();
    }
}
