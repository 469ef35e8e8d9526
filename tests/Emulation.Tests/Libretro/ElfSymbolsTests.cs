using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ActorInput.Emulation.Libretro;
using CsCheck;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>Exported functions of a library's file get other addresses, or the file is unchanged.</summary>
public sealed class ElfSymbolsTests : IDisposable
{
    private const string Function = "SystemNative_GetPid";
    private const string Other = "SystemNative_GetCwd";
    private const int SectionsAt = 40;

    // A library that exists wherever the tests run.
    private static readonly byte[] Library = OperatingSystem.IsLinux()
        ? File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so"))
        : [];

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.so");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Function_Redirected_IsFoundThere()
    {
        if (!OperatingSystem.IsLinux()) return;
        File.WriteAllBytes(_path, Library);
        nint elsewhere = unchecked((nint)0x1234_5678_9ABC);
        Assert.True(ElfSymbols.TryRedirect(_path, (Function, elsewhere)));
        var library = NativeLibrary.Load(_path);
        Assert.Equal(elsewhere, NativeLibrary.GetExport(library, Function));
        Assert.NotEqual(elsewhere, NativeLibrary.GetExport(library, Other));
        NativeLibrary.Free(library);
    }

    [Theory]
    [InlineData(Function, "no_such_function")]
    [InlineData("", Function)]
    [InlineData("SystemNative_GetPi", Function)]
    // The library uses this function, but another library defines it.
    [InlineData(Function, "getpid")]
    public void Functions_NotAllThere_LeaveTheFile(string one, string two)
    {
        if (!OperatingSystem.IsLinux()) return;
        File.WriteAllBytes(_path, Library);
        Assert.False(ElfSymbols.TryRedirect(_path, (one, 1), (two, 2)));
        Assert.Equal(Library, File.ReadAllBytes(_path));
    }

    [Fact]
    public void File_Damaged_IsRefusedOrRedirected()
    {
        if (!OperatingSystem.IsLinux()) return;
        var sections = (int)BinaryPrimitives.ReadInt64LittleEndian(Library.AsSpan(SectionsAt));
        var damage = Gen.Select(Gen.OneOf(Gen.Int[0, 63], Gen.Int[sections, Library.Length - 1]), Gen.Byte);
        Gen.Select(damage.Array[1, 6], Gen.Int[0, Library.Length]).Sample(
            (changes, cut) =>
            {
                var bytes = Library.ToArray();
                foreach (var (at, value) in changes) bytes[at] = value;
                var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.so");
                try
                {
                    File.WriteAllBytes(path, cut % 3 == 0 ? bytes[..cut] : bytes);
                    var before = File.ReadAllBytes(path);
                    if (!ElfSymbols.TryRedirect(path, (Function, 1))) Assert.Equal(before, File.ReadAllBytes(path));
                }
                finally
                {
                    File.Delete(path);
                }
            },
            iter: 300);
    }
}
