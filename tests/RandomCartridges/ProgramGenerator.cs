using CsCheck;

namespace ActorInput.RandomCartridges;

/// <summary>Draws whole programs.</summary>
public static class ProgramGenerator
{
    private const int MostSetup = 24;
    private const int MostLoop = 40;
    private const uint Stream = 1;

    private static readonly Gen<CartridgeHeader> Headers =
        from type in Gen.OneOf([.. CartridgeHeader.Types])
        from ram in Gen.Byte[0, 5]
        from rom in Gen.Frequency((3, Gen.Const<byte>(0)), (2, Gen.Byte[0, 3]), (1, Gen.Byte[0, 5]))
        from color in Gen.Bool
        select new CartridgeHeader(type, ram, Math.Min(rom, CartridgeHeader.MostRomCode(type)), color);

    /// <summary>Programs of every type.</summary>
    public static Gen<CartridgeProgram> Programs { get; } = Headers.SelectMany(For);

    /// <summary>Programs with a given header.</summary>
    public static Gen<CartridgeProgram> For(CartridgeHeader header)
    {
        var block = BlockGenerator.For(header);
        return Gen.Select(block.List[0, MostSetup], block.List[1, MostLoop], (setup, loop) => new CartridgeProgram(header, setup, loop));
    }

    /// <summary>The program of a seed: the same one every time.</summary>
    public static CartridgeProgram FromSeed(ulong seed) => FromSeed(seed, Programs);

    /// <summary>The program of a seed, with a given header.</summary>
    public static CartridgeProgram FromSeed(ulong seed, CartridgeHeader header) => FromSeed(seed, For(header));

    private static CartridgeProgram FromSeed(ulong seed, Gen<CartridgeProgram> programs) => programs.Generate(new PCG(Stream, seed), null, out _);
}
