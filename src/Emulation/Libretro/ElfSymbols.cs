using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace ActorInput.Emulation.Libretro;

/// <summary>The symbols that an ELF library's file exports (System V ABI, 64 bit, little-endian).</summary>
internal static class ElfSymbols
{
    private const int HeaderLength = 64;
    private const int SectionLength = 64;
    private const int SymbolLength = 24;
    private const uint DynamicSymbols = 11;
    private const byte GlobalFunction = 0x12;
    private const ushort Undefined = 0;
    private const ushort Absolute = 0xFFF1;
    private const int MaxTable = 16 * 1024 * 1024;

    /// <summary>
    /// Changes the addresses of exported functions, in the file. The library's own calls to these functions then go to the new addresses too, because
    /// calls between exported functions pass through the loader's table. Use it on a private copy only: the addresses are valid in this process
    /// alone.
    /// </summary>
    /// <param name="path">The library.</param>
    /// <param name="functions">Names with their new addresses.</param>
    /// <returns>False when the library does not export all of them, or its symbol table cannot be read; the file is then unchanged.</returns>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static bool TryRedirect(string path, params ReadOnlySpan<(string Name, nint Address)> functions)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        if (FindTables(file) is not var (symbolsAt, symbols, names)) return false;
        Span<int> found = stackalloc int[functions.Length];
        for (var i = 0; i < functions.Length; i++)
        {
            found[i] = IndexOf(symbols, names, functions[i].Name);
            if (found[i] < 0) return false;
        }

        Span<byte> place = stackalloc byte[10];
        BinaryPrimitives.WriteUInt16LittleEndian(place, Absolute);
        for (var i = 0; i < functions.Length; i++)
        {
            // A symbol: name u32, kind u8, visibility u8, section u16, value u64, size u64.
            BinaryPrimitives.WriteInt64LittleEndian(place[2..], functions[i].Address);
            RandomAccess.Write(file, place, symbolsAt + (found[i] * SymbolLength) + 6);
        }

        return true;
    }

    private static (long SymbolsAt, byte[] Symbols, byte[] Names)? FindTables(SafeFileHandle file)
    {
        if (Read(file, 0, HeaderLength) is not { } header) return null;
        var sectionsAt = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(40));
        var length = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(58));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(60));
        if (length != SectionLength || Read(file, sectionsAt, count * SectionLength) is not { } sections) return null;
        for (var i = 0; i < count; i++)
        {
            // A section: name u32, kind u32, flags u64, address u64, offset u64, size u64, the section of its names u32.
            var section = sections.AsSpan(i * SectionLength, SectionLength);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) != DynamicSymbols) continue;
            var names = BinaryPrimitives.ReadUInt32LittleEndian(section[40..]);
            if (names >= count || ReadSection(file, section) is not { } symbols) return null;
            return ReadSection(file, sections.AsSpan((int)names * SectionLength, SectionLength)) is { } text
                ? (BinaryPrimitives.ReadInt64LittleEndian(section[24..]), symbols, text)
                : null;
        }

        return null;
    }

    private static byte[]? ReadSection(SafeFileHandle file, ReadOnlySpan<byte> section) =>
        Read(file, BinaryPrimitives.ReadInt64LittleEndian(section[24..]), BinaryPrimitives.ReadInt64LittleEndian(section[32..]));

    private static byte[]? Read(SafeFileHandle file, long offset, long length)
    {
        if (offset < 0 || length is < 0 or > MaxTable || offset > RandomAccess.GetLength(file) - length) return null;
        var bytes = new byte[length];
        return RandomAccess.Read(file, bytes, offset) == length ? bytes : null;
    }

    /// <summary>The index of the function with this name that the library defines; -1 if it defines none.</summary>
    private static int IndexOf(ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> names, string name)
    {
        Span<byte> wanted = stackalloc byte[name.Length + 1];
        wanted[^1] = 0;
        System.Text.Encoding.ASCII.GetBytes(name, wanted);
        for (var i = 0; (i + 1) * SymbolLength <= symbols.Length; i++)
        {
            var symbol = symbols.Slice(i * SymbolLength, SymbolLength);
            if (symbol[4] != GlobalFunction || BinaryPrimitives.ReadUInt16LittleEndian(symbol[6..]) == Undefined) continue;
            var at = BinaryPrimitives.ReadUInt32LittleEndian(symbol);
            if (at < names.Length && names[(int)at..].StartsWith(wanted)) return i;
        }

        return -1;
    }
}
