using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>
/// The memory in which mGBA builds and reads savestates. It is used again for the next savestate. Thread-safe; shared by all cores of the process.
/// </summary>
/// <remarks>
/// For each savestate and each reset mGBA 0.10 maps fresh pages and unmaps them again (<c>anonymousMemoryMap</c> and <c>mappedMemoryFree</c> of its
/// src/platform/posix/memory.c). The page faults are nine tenths of the cost. Both functions are exported, and the library calls them through the
/// loader's table, so a copy of the library can be changed to call the functions here. They keep blocks, and clear a block before it is used again,
/// so that it looks like a fresh page. A library that does not export them works unchanged, only slower.
/// </remarks>
internal static unsafe partial class MgbaBuffers
{
    private const string MapName = "anonymousMemoryMap";
    private const string FreeName = "mappedMemoryFree";

    // mGBA's largest savestate fits; a larger block is for something else.
    private const nuint MaxLength = 256 * 1024;

    // A core that goes on from its savestate needs four blocks at a time, and as many cores run at once as there are processors.
    private const int BlocksPerProcessor = 8;

    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 2 | 0x20;

    private static readonly Lock Guard = new();
    private static readonly Block[] Kept = new Block[Math.Min(Environment.ProcessorCount * BlocksPerProcessor, 128)];
    private static int _count;

    private static nint Mapping => (nint)(delegate* unmanaged[Cdecl]<nuint, nint>)&Map;

    private static nint Freeing => (nint)(delegate* unmanaged[Cdecl]<nint, nuint, void>)&Free;

    /// <summary>How many blocks are kept ready; for tests.</summary>
    internal static int CountKept
    {
        get
        {
            lock (Guard) return _count;
        }
    }

    /// <summary>
    /// Changes a copy of a core's library so that it uses these functions. After it is loaded, <see cref="IsAttached"/> says whether it does.
    /// </summary>
    /// <param name="path">The copy, not loaded yet.</param>
    /// <returns>False if the copy was not changed: it is not mGBA, not on Linux, or built otherwise.</returns>
    public static bool TryAttach(string path)
    {
        if (!OperatingSystem.IsLinux()) return false;

        // A copy of a read-only file is read-only too.
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return ElfSymbols.TryRedirect(path, (MapName, Mapping), (FreeName, Freeing));
    }

    /// <summary>
    /// Whether a loaded library calls these functions. A loader that does not know symbols with fixed addresses (glibc knows them since 2.28)
    /// misreads them; the library must then not be used.
    /// </summary>
    /// <param name="library">What was loaded of a copy for which <see cref="TryAttach"/> gave true.</param>
    public static bool IsAttached(nint library) =>
        NativeLibrary.TryGetExport(library, MapName, out var map) && map == Mapping
        && NativeLibrary.TryGetExport(library, FreeName, out var free) && free == Freeing;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Map(nuint length)
    {
        var address = Take(length);
        if (address == 0) return MapPages(0, length, ReadWrite, PrivateAnonymous, -1, 0);
        NativeMemory.Clear((void*)address, length);
        return address;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(nint address, nuint length)
    {
        if (address == 0) return;
        var block = new Block(address, length);
        var leaving = length <= MaxLength ? Keep(block) : block;
        if (leaving.Address != 0) _ = UnmapPages(leaving.Address, leaving.Length);
    }

    /// <summary>Takes the block of this length that was used last, because it is most likely in the processor's cache; 0 if there is none.</summary>
    private static nint Take(nuint length)
    {
        lock (Guard)
        {
            for (var i = _count - 1; i >= 0; i--)
            {
                var (address, kept) = Kept[i];
                if (kept != length) continue;
                Kept.AsSpan(i + 1, _count - i - 1).CopyTo(Kept.AsSpan(i));
                _count--;
                return address;
            }
        }

        return 0;
    }

    /// <summary>Keeps a block. If there are too many, frees the one that was not used for the longest time.</summary>
    private static Block Keep(Block block)
    {
        lock (Guard)
        {
            Block oldest = default;
            if (_count == Kept.Length)
            {
                oldest = Kept[0];
                Kept.AsSpan(1).CopyTo(Kept);
                _count--;
            }

            Kept[_count++] = block;
            return oldest;
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MapPages(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int UnmapPages(nint address, nuint length);

    private readonly record struct Block(nint Address, nuint Length);
}
