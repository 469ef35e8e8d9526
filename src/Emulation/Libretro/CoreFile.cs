using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ActorInput.Emulation.Libretro.Cores;

namespace ActorInput.Emulation.Libretro;

/// <summary>Loads a core's library. Each load gets a private copy of it.</summary>
/// <remarks>
/// The core keeps its state in C globals, and the system loads a file only once: two games from one file would share these globals and corrupt each
/// other. Therefore each load copies the file and deletes the copy afterwards. Windows cannot delete a loaded library; there the copy stays in the
/// temporary folder.
/// </remarks>
internal static class CoreFile
{
    private const int MaxCoreSize = 256 * 1024 * 1024;

    // Debian's core needs this library. It finds it by name, wherever the file lies, if the library is already loaded.
    private const string Companion = "libinih.so.1";

    public static nint LoadPrivateCopy(string path)
    {
        Check(path);
        var companion = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Companion);
        var copy = Path.Combine(Path.GetTempPath(), $"actorinput-core-{Guid.NewGuid():N}{Path.GetExtension(path)}");
        try
        {
            // It is never unloaded, because all copies of the core share it.
            if (File.Exists(companion)) NativeLibrary.Load(companion);
            return Load(path, copy);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new InvalidCoreException(
                $"The core '{path}' cannot be loaded: {e.Message.ReplaceLineEndings(" ")} If it misses {Companion}, put that file (Debian: libinih1) "
                + "next to the core.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidCoreException($"The core '{path}' cannot be copied to '{copy}', which every game needs: {e.Message}", e);
        }
        finally
        {
            TryDelete(copy);
        }
    }

    private static nint Load(string path, string copy)
    {
        File.Copy(path, copy);
        if (!MgbaBuffers.TryAttach(copy)) return NativeLibrary.Load(copy);
        var library = NativeLibrary.Load(copy);
        if (MgbaBuffers.IsAttached(library)) return library;

        // This system's loader does not support that: load the file unchanged.
        NativeLibrary.Free(library);
        File.Delete(copy);
        File.Copy(path, copy);
        return NativeLibrary.Load(copy);
    }

    /// <summary>
    /// Refuses files that the system's loader would refuse without a reason, and libraries that are cut short, on which it would crash.
    /// </summary>
    private static void Check(string path)
    {
        if (!File.Exists(path)) throw new CoreNotFoundException($"The core '{path}' is not a file.");
        Span<byte> head = stackalloc byte[64];
        long length;
        try
        {
            using var file = File.OpenRead(path);
            length = file.Length;
            head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidCoreException($"The core '{path}' cannot be read: {e.Message}", e);
        }

        if (length > MaxCoreSize)
            throw new InvalidCoreException($"'{path}' has {length:N0} bytes; a core has at most {MaxCoreSize:N0}.");
        var found = Describe(head);
        var needed = OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux";
        if (!string.Equals(found, needed, StringComparison.Ordinal))
        {
            throw new InvalidCoreException(
                $"'{path}' is {(found is null ? "not a library" : $"a library for {found}")}; a libretro core for {needed} on "
                + $"{RuntimeInformation.ProcessArchitecture} is needed.");
        }

        if (OperatingSystem.IsLinux()) CheckElf(path, head, length);
    }

    private static string? Describe(ReadOnlySpan<byte> head)
    {
        if (head.Length < 64) return null;
        return BinaryPrimitives.ReadUInt32BigEndian(head) switch
        {
            0x7F454C46 => "Linux",
            0xCFFAEDFE or 0xCAFEBABE => "macOS",
            _ => head[0] == 'M' && head[1] == 'Z' ? "Windows" : null,
        };
    }

    /// <summary>ELF header (System V ABI): class at 4, machine at 18, section table's offset at 40, size and number of its entries at 58 and 60.</summary>
    private static void CheckElf(string path, ReadOnlySpan<byte> head, long length)
    {
        var machine = BinaryPrimitives.ReadUInt16LittleEndian(head[18..]);
        Architecture? found = machine switch { 62 => Architecture.X64, 183 => Architecture.Arm64, 3 => Architecture.X86, 40 => Architecture.Arm, _ => null };
        if (head[4] != 2 || found != RuntimeInformation.ProcessArchitecture)
        {
            throw new InvalidCoreException(
                $"'{path}' is a library for {(found?.ToString() ?? $"ELF machine {machine}")}; this process runs on "
                + $"{RuntimeInformation.ProcessArchitecture} and needs a 64-bit core for it.");
        }

        var end = BinaryPrimitives.ReadInt64LittleEndian(head[40..])
            + ((long)BinaryPrimitives.ReadUInt16LittleEndian(head[58..]) * BinaryPrimitives.ReadUInt16LittleEndian(head[60..]));
        if (end > length || end < 0)
            throw new InvalidCoreException($"'{path}' is cut short: it has {length:N0} bytes, its header says {end:N0}.");
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A copy that cannot be deleted only takes space; the game runs.
        }
    }
}
