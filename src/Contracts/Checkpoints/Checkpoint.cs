using System.IO.Compression;
using System.Security.Cryptography;
using ActorInput.Contracts.Messages;

namespace ActorInput.Contracts.Checkpoints;

/// <summary>A saved game with its state packed (Brotli). It is packed once, when it is made, and checked whenever it is unpacked.</summary>
/// <param name="Info">Its description.</param>
/// <param name="Packed">The state, packed.</param>
/// <param name="Extra">What the runtime keeps beside the state; this class does not read it.</param>
public sealed record Checkpoint(CheckpointInfo Info, ReadOnlyMemory<byte> Packed, ReadOnlyMemory<byte> Extra) : IWireMessage
{
    /// <summary>Most bytes of a state, unpacked. A state of a Game Boy has 203 kB.</summary>
    public const int MaxStateBytes = 1_048_576;

    /// <summary>Most bytes of the packed state and the extra together: a checkpoint crosses the wire as one message.</summary>
    public const int MaxBytes = 960_000;

    // Level 1 packs the 203 kB of a Game Boy's state into about 0.8 kB in 60 µs; higher levels take longer than the disk.
    private const int Quality = 1;
    private const int Window = 22;

    /// <summary>Packs a state.</summary>
    /// <param name="name">The checkpoint's name.</param>
    /// <param name="emulator">The emulator whose game it is.</param>
    /// <param name="state">The state, 1 to <see cref="MaxStateBytes"/> bytes.</param>
    /// <param name="extra">Kept beside it.</param>
    /// <param name="checkpoint">The checkpoint, with nothing in its info but name, emulator, hash and size.</param>
    /// <param name="problem">What is too large, when the result is false.</param>
    public static bool TryCreate(
        string name, Emulators.EmulatorId emulator, ReadOnlySpan<byte> state, ReadOnlyMemory<byte> extra, out Checkpoint? checkpoint, out string problem)
    {
        checkpoint = null;
        problem = CheckpointNames.Problem(name) ?? (state.Length is 0 or > MaxStateBytes
            ? $"The state has {state.Length} bytes; 1 to {MaxStateBytes} are allowed." : "");
        if (problem.Length > 0)
            return false;
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(state.Length)];
        if (!BrotliEncoder.TryCompress(state, packed, out var length, Quality, Window))
            throw new InvalidOperationException("A buffer of Brotli's own bound was too small.");
        if (length + extra.Length > MaxBytes)
        {
            problem = $"The checkpoint has {length} bytes packed and {extra.Length} beside them; {MaxBytes} together are allowed.";
            return false;
        }

        var info = new CheckpointInfo(name, emulator, Convert.ToHexStringLower(SHA256.HashData(state)), state.Length);
        checkpoint = new Checkpoint(info, packed.AsMemory(0, length).ToArray(), extra);
        return true;
    }

    /// <summary>The state. False when the bytes are damaged: they do not unpack, or are not those that were saved.</summary>
    /// <param name="state">The state, when the result is true.</param>
    /// <param name="problem">What is wrong, when the result is false.</param>
    public bool TryUnpack(out byte[] state, out string problem)
    {
        state = [];
        if (Info.StateBytes is <= 0 or > MaxStateBytes)
        {
            problem = $"Checkpoint '{Info.Name}' says that it has {Info.StateBytes} bytes; 1 to {MaxStateBytes} are allowed.";
            return false;
        }

        // The buffer has exactly the promised size, so bytes that would unpack to more are refused without unpacking them all.
        var unpacked = new byte[Info.StateBytes];
        if (!BrotliDecoder.TryDecompress(Packed.Span, unpacked, out var length) || length != unpacked.Length)
        {
            problem = $"Checkpoint '{Info.Name}' is damaged: it does not unpack to {Info.StateBytes} bytes.";
            return false;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(unpacked));
        problem = hash == Info.StateHash ? "" : $"Checkpoint '{Info.Name}' is damaged: its SHA-256 is {hash}, not {Info.StateHash}.";
        if (problem.Length > 0)
            return false;
        state = unpacked;
        return true;
    }
}
