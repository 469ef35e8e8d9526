using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Libretro;
using ActorInput.Emulation.Libretro.Cores;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>The memory kept for mGBA's savestates: the core uses it, its blocks look like fresh pages, and games play the same without it.</summary>
public sealed unsafe class MgbaBuffersTests : IDisposable
{
    private static readonly int[] Lengths = [1, 4_096, 32_768, 71_680, 131_072, 262_144, 300_000];

    private readonly string _plain = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.so");

    public void Dispose() => File.Delete(_plain);

    [Fact]
    public void Core_OnLinux_UsesKeptBlocks()
    {
        if (!OperatingSystem.IsLinux()) return;
        var library = CoreFile.LoadPrivateCopy(CoreLocator.Find());
        try
        {
            Assert.True(MgbaBuffers.IsAttached(library));
        }
        finally
        {
            NativeLibrary.Free(library);
        }
    }

    [Fact]
    public void Core_OtherThanMgba_StaysAsItIs()
    {
        if (!OperatingSystem.IsLinux()) return;
        File.Copy(GambatteTests.CorePath, _plain);
        var before = File.ReadAllBytes(_plain);
        Assert.False(MgbaBuffers.TryAttach(_plain));
        Assert.Equal(before, File.ReadAllBytes(_plain));
    }

    [Fact]
    public void Game_WithoutThem_HasTheSameStates()
    {
        if (!OperatingSystem.IsLinux()) return;
        File.WriteAllBytes(_plain, HideSymbols(File.ReadAllBytes(CoreLocator.Find())));
        Assert.False(MgbaBuffers.TryAttach(_plain));
        using var kept = MiniCartridge.CreateFactory(MiniCartridge.Build());
        using var plain = new LibretroGameFactory(_plain, MiniCartridge.Build());
        using var one = kept.Create();
        using var two = plain.Create();
        MiniCartridge.AssertSame(MiniCartridge.Save(one), MiniCartridge.Save(two));
        for (var i = 0; i < 30; i++)
        {
            one.Step(i % 2 == 0 ? Button.A : Button.None, 1 + (i % 5));
            two.Step(i % 2 == 0 ? Button.A : Button.None, 1 + (i % 5));
            MiniCartridge.AssertSame(MiniCartridge.Save(one), MiniCartridge.Save(two));
        }

        Assert.True(MiniCartridge.ReadPresses(one) > 5, "The game saw hardly a press: the test does not see what it tests.");
    }

    [Fact]
    public void Block_UsedBefore_IsClear()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var core = new Functions();
        foreach (var length in Lengths.Concat(Lengths))
        {
            var block = core.Map(length);
            Assert.Equal(-1, block.IndexOfAnyExcept((byte)0));
            block.Fill(0xA5);
            core.Free(block);
        }
    }

    [Fact]
    public void Block_OnManyThreads_IsHeldByOne()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var core = new Functions();
        var failures = new int[8];
        var threads = Enumerable.Range(0, failures.Length).Select(index => new Thread(() => failures[index] = Work(core, index))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.All(failures, found => Assert.Equal(0, found));
        Assert.InRange(MgbaBuffers.CountKept, 1, 128);
    }

    /// <summary>Takes and returns blocks at random, writes a mark into each, and counts blocks that were not clear or lost their mark.</summary>
    private static int Work(Functions core, int index)
    {
        var random = new Random(index);
        var held = new List<(nint Address, int Length)>();
        var failures = 0;
        for (var i = 0; i < 2_000; i++)
        {
            if (held.Count > 0 && random.Next(5) < 2)
            {
                var at = random.Next(held.Count);
                var old = new Span<byte>((void*)held[at].Address, held[at].Length);
                held.RemoveAt(at);
                if (old.ContainsAnyExcept((byte)(index + 1))) failures++;
                core.Free(old);
            }
            else if (held.Count < 6)
            {
                var block = core.Map(Lengths[random.Next(Lengths.Length)]);
                if (block.ContainsAnyExcept((byte)0)) failures++;
                block.Fill((byte)(index + 1));
                held.Add(((nint)Unsafe(block), block.Length));
            }
        }

        foreach (var (address, length) in held) core.Free(new Span<byte>((void*)address, length));
        return failures;
    }

    private static byte* Unsafe(Span<byte> block)
    {
        // The memory is not the runtime's, so it does not move.
        fixed (byte* address = block) return address;
    }

    /// <summary>Removes the symbol table from a library's list of sections, which the loader does not need.</summary>
    private static byte[] HideSymbols(byte[] library)
    {
        var sections = (int)BinaryPrimitives.ReadInt64LittleEndian(library.AsSpan(40));
        for (var i = 0; i < BinaryPrimitives.ReadUInt16LittleEndian(library.AsSpan(60)); i++)
        {
            var kind = library.AsSpan(sections + (i * 64) + 4);
            if (BinaryPrimitives.ReadUInt32LittleEndian(kind) == 11) BinaryPrimitives.WriteUInt32LittleEndian(kind, 0);
        }

        return library;
    }

    /// <summary>The two functions as the core calls them.</summary>
    private sealed class Functions : IDisposable
    {
        private readonly nint _library = CoreFile.LoadPrivateCopy(CoreLocator.Find());
        private readonly delegate* unmanaged[Cdecl]<nuint, nint> _map;
        private readonly delegate* unmanaged[Cdecl]<nint, nuint, void> _free;

        public Functions()
        {
            Assert.True(MgbaBuffers.IsAttached(_library));
            _map = (delegate* unmanaged[Cdecl]<nuint, nint>)NativeLibrary.GetExport(_library, "anonymousMemoryMap");
            _free = (delegate* unmanaged[Cdecl]<nint, nuint, void>)NativeLibrary.GetExport(_library, "mappedMemoryFree");
        }

        public Span<byte> Map(int length) => new((void*)_map((nuint)length), length);

        public void Free(Span<byte> block) => _free((nint)Unsafe(block), (nuint)block.Length);

        public void Dispose() => NativeLibrary.Free(_library);
    }
}
