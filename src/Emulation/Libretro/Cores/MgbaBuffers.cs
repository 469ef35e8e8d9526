using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorInput.Emulation.Libretro.Cores;

/// <summary>The memory in which mGBA builds and reads savestates, kept from one to the next. Thread-safe; shared by all cores of the process.</summary>
/// <remarks>
/// For each savestate and each reset mGBA 0.10 maps fresh pages and unmaps them again (<c>anonymousMemoryMap</c> and <c>mappedMemoryFree</c> of its
/// src/platform/posix/memory.c). The page faults are nine tenths of what they cost. Both functions are exported, and the library calls them through
/// the loader's table, so a copy of the library can be told to call the functions here instead: they keep blocks and clear them before they are
/// used again, which is what a fresh page looks like. A library that does not export them works as before, only slower.
/// </remarks>
internal static unsafe partial class MgbaBuffers
{
    private const string MapName = "anonymousMemoryMap";
    private const string FreeName = "mappedMemoryFree";

    // mGBA's largest savestate fits; what is larger is no savestate's.
    private const nuint MaxLength = 256 * 1024;

    // A core that goes on from its savestate has four of them at a time, and so many cores run at once as there are processors.
    private const int BlocksPerProcessor = 8;

    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 2 | 0x20;

    private static readonly Lock Guard = new();
    private static readonly Block[] Kept = new Block[Math.Min(Environment.ProcessorCount * BlocksPerProcessor, 128)];
    private static int _count;

    private static nint Mapping => (nint)(delegate* unmanaged[Cdecl]<nuint, nint>)&Map;

    private static nint Freeing => (nint)(delegate* unmanaged[Cdecl]<nint, nuint, void>)&Free;

    /// <summary>How many blocks lie ready, for tests.</summary>
    internal static int CountKept
    {
        get
        {
            lock (Guard) return _count;
        }
    }

    /// <summary>Has a copy of a core's library use these functions. <see cref="IsAttached"/> says, once it is loaded, whether it does.</summary>
    /// <param name="path">The copy, not loaded yet.</param>
    /// <returns>False when it stays as it was: not mGBA, not on Linux, or built otherwise.</returns>
    public static bool TryAttach(string path)
    {
        if (!OperatingSystem.IsLinux()) return false;

        // A copy of a file that is only to be read is one as well.
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return ElfSymbols.TryRedirect(path, (MapName, Mapping), (FreeName, Freeing));
    }

    /// <summary>
    /// Whether a loaded library calls these functions. A loader that does not know symbols of fixed addresses (glibc does since 2.28) takes them for something else,
    /// and the library must not be used.
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

    /// <summary>Takes out the block of this length that was kept last, the warmest; 0 when there is none.</summary>
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

    /// <summary>Keeps a block, and gives back the one that was not used for longest where there are too many.</summary>
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
