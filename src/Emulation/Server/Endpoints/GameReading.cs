using System.Security.Cryptography;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Pictures;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Requests;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>Reads a game's state, memory and picture inside a job of its runner.</summary>
internal static class GameReading
{
    public const int PictureWidth = 160;
    public const int PictureHeight = 144;

    public static byte[] State(IGame game)
    {
        var state = GC.AllocateUninitializedArray<byte>(game.StateSize);
        game.SaveState(state);
        return state;
    }

    /// <summary>SHA-256 of the savestate, lower-case hex.</summary>
    public static string StateHash(IGame game)
    {
        var state = System.Buffers.ArrayPool<byte>.Shared.Rent(game.StateSize);
        try
        {
            var exact = state.AsSpan(0, game.StateSize);
            game.SaveState(exact);
            return Hash(exact);
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(state);
        }
    }

    public static string Hash(ReadOnlySpan<byte> state) => Convert.ToHexStringLower(SHA256.HashData(state));

    /// <exception cref="ProblemException">Part of the range is not mapped, or there is no such bank.</exception>
    public static byte[] Memory(IGame game, MemoryRange range)
    {
        var bytes = new byte[range.Length];
        var access = game.TryReadMemory(range.Address, range.Bank, bytes);
        return access == MemoryAccess.Done
            ? bytes
            : throw new ProblemException(RequestProblems.MemoryRead(access, range.AddressText, range.Length, range.Bank));
    }

    public static byte[] Picture(IGame game, IPictureEncoder pictures, int scale) =>
        pictures.Encode(game.Picture, PictureWidth, PictureHeight, scale);
}
