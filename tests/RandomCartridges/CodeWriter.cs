using System.Globalization;
using System.Text;
using ActorInput.Emulation.Checks;

namespace ActorInput.RandomCartridges;

/// <summary>Writes code for the Game Boy's processor (SM83), and a listing of it.</summary>
/// <param name="image">The ROM.</param>
/// <param name="start">Where the code begins.</param>
/// <param name="end">Where it must have ended.</param>
public sealed class CodeWriter(byte[] image, int start, int end)
{
    private readonly int _start = start;
    private readonly StringBuilder _listing = new();
    private int _depth;

    /// <summary>The address of the next byte.</summary>
    public int Here { get; private set; } = start;

    /// <summary>The instructions as text, a line each.</summary>
    public string Listing => _listing.ToString();

    /// <summary>The subroutine that puts A into the ring.</summary>
    public int PutInRing { get; set; }

    /// <summary>One instruction.</summary>
    /// <exception cref="InvalidOperationException">There is no room for the code.</exception>
    public void Op(string text, params ReadOnlySpan<byte> bytes)
    {
        _listing.Append(CultureInfo.InvariantCulture, $"  {Here:X4}  {new string(' ', _depth * 2)}{text}").AppendLine();
        Write(bytes);
    }

    /// <summary>A heading in the listing.</summary>
    public void Comment(string text) => _listing.Append(CultureInfo.InvariantCulture, $"        {new string(' ', _depth * 2)}; {text}").AppendLine();

    /// <summary>A = value.</summary>
    public void LoadA(byte value) => Op($"ld a, ${value:X2}", 0x3E, value);

    /// <summary>A = (address).</summary>
    public void LoadFrom(ushort address) => Op($"ld a, [{Name(address)}]", 0xFA, (byte)address, (byte)(address >> 8));

    /// <summary>(address) = A.</summary>
    public void StoreTo(ushort address) => Op($"ld [{Name(address)}], a", 0xEA, (byte)address, (byte)(address >> 8));

    /// <summary>Puts A into the ring.</summary>
    public void Record() => Op("call PutInRing", 0xCD, (byte)PutInRing, (byte)(PutInRing >> 8));

    /// <summary>Jumps back to an address within 128 bytes.</summary>
    public void JumpBack(string text, byte code, int target) => Op(text, code, (byte)(target - (Here + 2)));

    /// <summary>The code that <paramref name="body"/> writes is skipped if the condition of <paramref name="code"/> (jp cc, nn) is true.</summary>
    public void Skip(string text, byte code, Action<CodeWriter> body)
    {
        Op($"{text}, past the next {{", code, 0, 0);
        var hole = Here - 2;
        _depth++;
        body(this);
        _depth--;
        Comment("}");
        image[hole] = (byte)Here;
        image[hole + 1] = (byte)(Here >> 8);
    }

    private static string Name(ushort address) => address switch
    {
        WorkRam.Noise => "Noise",
        WorkRam.Buttons => "Buttons",
        WorkRam.Heartbeat => "Heartbeat",
        WorkRam.RingIndex => "RingIndex",
        < 0x8000 or (>= 0xFF00 and <= 0xFF7F) or 0xFFFF => MemoryNames.Of(address),
        _ => string.Create(CultureInfo.InvariantCulture, $"${address:X4}"),
    };

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (Here + bytes.Length > end)
            throw new InvalidOperationException($"The program is longer than the {end - _start:N0} bytes that there are for it.");
        bytes.CopyTo(image.AsSpan(Here));
        Here += bytes.Length;
    }
}
