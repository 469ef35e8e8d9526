using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>A file that is not a usable core is refused with the reason, before the system's loader can crash on it.</summary>
public sealed class InvalidCoreTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.so");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Core_Missing_NotFound() =>
        Assert.Contains(_path, Assert.Throws<CoreNotFoundException>(() => Load()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(100_000)]
    public void Core_NotALibrary_Refused(int length)
    {
        File.WriteAllText(_path, new string('x', length));
        AssertRefused("not a library");
    }

    [Fact]
    public void Core_CutShort_Refused()
    {
        if (!OperatingSystem.IsLinux()) return;
        var core = File.ReadAllBytes(CoreLocator.Find());
        foreach (var length in new[] { 64, 4096, core.Length / 2, core.Length - 1 })
        {
            File.WriteAllBytes(_path, core[..length]);
            AssertRefused("cut short");
        }
    }

    [Fact]
    public void Core_OfAnotherArchitecture_NamesBoth()
    {
        if (!OperatingSystem.IsLinux()) return;
        var core = File.ReadAllBytes(CoreLocator.Find());
        core[18] = core[18] == 183 ? (byte)62 : (byte)183;
        File.WriteAllBytes(_path, core);
        AssertRefused(core[18] == 183 ? "a library for Arm64; this process runs on X64" : "a library for X64; this process runs on Arm64");
    }

    [Fact]
    public void Core_OfAnotherSystem_NamesBoth()
    {
        if (!OperatingSystem.IsLinux()) return;
        File.WriteAllBytes(_path, [(byte)'M', (byte)'Z', .. new byte[1000]]);
        AssertRefused("a library for Windows; a libretro core for Linux");
    }

    [Fact]
    public void Core_LibraryThatIsNoCore_Refused()
    {
        if (!OperatingSystem.IsLinux()) return;
        var library = Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so").Single();
        File.Copy(library, _path);
        AssertRefused("no libretro core");
    }

    private void AssertRefused(string reason)
    {
        var e = Assert.Throws<InvalidCoreException>(() => Load());
        Assert.Contains(_path, e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    private LibretroGameFactory Load() => new(_path, MiniCartridge.Build());
}
