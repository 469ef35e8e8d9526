using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Libretro;

public sealed class CoreLocatorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("core-locator-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Find_OnThisMachine_FindsTheCore() => Assert.True(File.Exists(CoreLocator.Find()));

    [Fact]
    public void Find_Order_ExplicitThenVariableThenProjectThenSystem()
    {
        var explicitPath = Put("explicit.so");
        var variable = Put("variable.so");
        var project = Put(Path.Combine("work", ".core", CoreLocator.FileName));
        var system = Put(Path.Combine("system", CoreLocator.FileName));
        var start = Directory.CreateDirectory(Path.Combine(_root, "work", "deep", "er")).FullName;
        string[] folders = [Path.GetDirectoryName(system)!];

        Assert.Equal(explicitPath, CoreLocator.Find(explicitPath, variable, [start], folders));
        Assert.Equal(variable, CoreLocator.Find(null, variable, [start], folders));
        Assert.Equal(project, CoreLocator.Find(null, null, [start], folders));
        Assert.Equal(project, CoreLocator.Find(null, "", [Path.Combine(_root, "system"), start], folders));
        Assert.Equal(system, CoreLocator.Find(null, null, [Path.Combine(_root, "system")], folders));
    }

    [Fact]
    public void Find_None_SaysWhereItLookedWhatToInstallAndWhereToPutIt()
    {
        var e = Assert.Throws<CoreNotFoundException>(() => CoreLocator.Find(null, null, [_root], [_root]));
        Assert.Contains(_root, e.Message, StringComparison.Ordinal);
        Assert.Contains("--core FILE", e.Message, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux()) Assert.Contains("apt-get download libretro-mgba libinih1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NamedFileMissing_NamesItAndLooksNoFurther()
    {
        var system = Put(CoreLocator.FileName);
        var missing = Path.Combine(_root, "missing.so");
        foreach (var (path, variable, source) in new (string?, string?, string)[] { (missing, null, "--core"), (null, missing, CoreLocator.EnvironmentVariable) })
        {
            var e = Assert.Throws<CoreNotFoundException>(() => CoreLocator.Find(path, variable, [_root], [Path.GetDirectoryName(system)!]));
            Assert.StartsWith($"{source} names '{missing}'", e.Message, StringComparison.Ordinal);
        }
    }

    private string Put(string name)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }
}
