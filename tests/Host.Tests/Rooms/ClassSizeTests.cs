using System.Reflection;
using ActorInput.Actors.Emulators;
using ActorInput.Host.Tests.Configuration;

namespace ActorInput.Host.Tests.Rooms;

/// <summary>No class is longer than can be read in one sitting.</summary>
public sealed class ClassSizeTests
{
    private const int MostLines = 450;
    private const int MostFields = 8;

    [Fact]
    public void Classes_OfTheProduct_HaveAtMost450Lines()
    {
        var source = Path.Combine(Repository.Root, "src");
        var generated = new[] { "bin", "obj" };
        var classes = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(source, file).Split(Path.DirectorySeparatorChar).Intersect(generated).Any())
            // The files of one class lie together and begin with its name: EmulatorRouterActor.cs, EmulatorRouterActor.Links.cs.
            .GroupBy(file => Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(file).Split('.')[0]), file => File.ReadLines(file).Count())
            .Select(files => (Name: Path.GetRelativePath(source, files.Key), Lines: files.Sum()))
            .ToList();

        Assert.Contains(classes, found => found.Name.EndsWith("EmulatorActor", StringComparison.Ordinal) && found.Lines > 100);
        Assert.Empty(classes.Where(found => found.Lines > MostLines).Select(found => $"{found.Name} has {found.Lines} lines"));
    }

    [Fact]
    public void EmulatorActor_HasAtMost8MutableFields()
    {
        var mutable = typeof(EmulatorActor)
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(field => !field.IsInitOnly)
            .Select(field => field.Name)
            .ToList();

        Assert.Contains("_emulator", mutable);
        Assert.True(mutable.Count <= MostFields, $"EmulatorActor has {mutable.Count} mutable fields: {string.Join(", ", mutable)}");
    }
}
