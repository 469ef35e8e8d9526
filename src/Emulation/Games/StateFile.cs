using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Emulation.Games;

/// <summary>
/// The format of a saved state: a header that names its cartridge and core, then the core's own bytes, then the picture at the time of saving. All
/// cores have this one format, so that a store of states can tell what each belongs to.
/// </summary>
/// <remarks>
/// Numbers are little-endian. 0: "AISTATE" and the format's number (1). 8: length of the core's bytes (u32). 12: length of the picture
/// (u32). 16: CRC-32C of all other bytes (u32). 20: zero (u32). 24: SHA-256 of the cartridge. 56: the core's name, 32 bytes of UTF-8
/// filled up with zeros. 88: its version, 40 bytes likewise. 128: the core's bytes, then the picture.
/// The checksum finds damage, not forgery: a core may crash on bytes that were made to crash it.
/// </remarks>
public sealed class StateFile
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderSize = 128;

    private const int CoreLengthAt = 8;
    private const int PictureLengthAt = 12;
    private const int ChecksumAt = 16;
    private const int CartridgeAt = 24;
    private const int CartridgeLength = 32;
    private const int CoreAt = 56;
    private const int VersionAt = 88;

    private readonly byte[] _header = new byte[HeaderSize];
    private readonly int _coreLength;
    private readonly int _pictureLength;

    /// <summary>The form of one game's states.</summary>
    /// <param name="identity">The cartridge and core that they belong to.</param>
    /// <param name="coreLength">Bytes of the core's own.</param>
    /// <param name="pixels">Pixels of the picture, two bytes each.</param>
    /// <exception cref="ArgumentException">The core's name or version is too long for the header.</exception>
    public StateFile(GameIdentity identity, int coreLength, int pixels)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Identity = identity;
        _coreLength = coreLength;
        _pictureLength = pixels * sizeof(ushort);
        Magic.CopyTo(_header);
        BinaryPrimitives.WriteInt32LittleEndian(_header.AsSpan(CoreLengthAt), _coreLength);
        BinaryPrimitives.WriteInt32LittleEndian(_header.AsSpan(PictureLengthAt), _pictureLength);
        Convert.FromHexString(identity.CartridgeSha256).CopyTo(_header, CartridgeAt);
        WriteText(identity.Core, _header.AsSpan(CoreAt, VersionAt - CoreAt), nameof(identity));
        WriteText(identity.CoreVersion, _header.AsSpan(VersionAt), nameof(identity));
    }

    /// <summary>The cartridge and core that the states belong to.</summary>
    public GameIdentity Identity { get; }

    /// <summary>Length of a whole state in bytes.</summary>
    public int Size => HeaderSize + _coreLength + _pictureLength;

    private static ReadOnlySpan<byte> Magic => "AISTATE\u0001"u8;

    /// <summary>Reads the cartridge and core that a state belongs to, without checking the rest of it.</summary>
    /// <param name="state">The whole state, or its first <see cref="HeaderSize"/> bytes at least.</param>
    /// <param name="identity">The cartridge and core that it belongs to.</param>
    /// <returns>False when it does not begin as a state does.</returns>
    public static bool TryReadIdentity(ReadOnlySpan<byte> state, out GameIdentity identity)
    {
        identity = new GameIdentity("", "", "");
        if (state.Length < HeaderSize || !state.StartsWith(Magic)) return false;
        identity = new GameIdentity(
            Convert.ToHexStringLower(state.Slice(CartridgeAt, CartridgeLength)), ReadText(state[CoreAt..VersionAt]), ReadText(state[VersionAt..HeaderSize]));
        return true;
    }

    /// <summary>The part of a state that is the core's.</summary>
    public Span<byte> CorePart(Span<byte> state) => state.Slice(HeaderSize, _coreLength);

    /// <inheritdoc cref="CorePart(Span{byte})"/>
    public ReadOnlySpan<byte> CorePart(ReadOnlySpan<byte> state) => state.Slice(HeaderSize, _coreLength);

    /// <summary>The part of a state that is the picture, RGB565, in the order of this machine (little-endian on all that run the cores).</summary>
    public Span<ushort> PicturePart(Span<byte> state) => MemoryMarshal.Cast<byte, ushort>(state[(HeaderSize + _coreLength)..]);

    /// <inheritdoc cref="PicturePart(Span{byte})"/>
    public ReadOnlySpan<ushort> PicturePart(ReadOnlySpan<byte> state) => MemoryMarshal.Cast<byte, ushort>(state[(HeaderSize + _coreLength)..]);

    /// <summary>Writes the header, after the other parts were written.</summary>
    public void Seal(Span<byte> state)
    {
        _header.CopyTo(state);
        BinaryPrimitives.WriteUInt32LittleEndian(state[ChecksumAt..], Checksum(state));
    }

    /// <summary>Checks that bytes are a whole, undamaged state of this game.</summary>
    /// <exception cref="ForeignStateException">It is of another cartridge, core or version.</exception>
    /// <exception cref="ArgumentException">It is damaged, or no state.</exception>
    public void Check(ReadOnlySpan<byte> state)
    {
        if (!TryReadIdentity(state, out var found))
            throw new ArgumentException($"The {state.Length:N0} bytes are not a state: they do not begin like one.", nameof(state));
        if (found != Identity) throw new ForeignStateException(found, Identity);
        if (state.Length != Size)
            throw new ArgumentException($"A state of this game has {Size:N0} bytes; this has {state.Length:N0}.", nameof(state));
        if (!state[..ChecksumAt].SequenceEqual(_header.AsSpan(0, ChecksumAt))
            || BinaryPrimitives.ReadUInt32LittleEndian(state[ChecksumAt..]) != Checksum(state))
        {
            throw new ArgumentException("The state is damaged: its checksum does not fit its bytes.", nameof(state));
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> state)
    {
        var sum = Add(uint.MaxValue, state[..ChecksumAt]);
        return Add(sum, state[(ChecksumAt + sizeof(uint))..]);
    }

    private static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) sum = BitOperations.Crc32C(sum, word);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..]) sum = BitOperations.Crc32C(sum, rest);
        return sum;
    }

    private static void WriteText(string text, Span<byte> field, string parameter)
    {
        if (Encoding.UTF8.GetByteCount(text) > field.Length)
            throw new ArgumentException($"'{text}' has more than {field.Length} bytes.", parameter);
        Encoding.UTF8.GetBytes(text, field);
    }

    private static string ReadText(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field.TrimEnd((byte)0));
}
