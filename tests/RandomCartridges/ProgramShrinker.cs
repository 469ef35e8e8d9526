using ActorInput.RandomCartridges.Blocks;

namespace ActorInput.RandomCartridges;

/// <summary>Reduces a failing program as far as it still fails.</summary>
public static class ProgramShrinker
{
    /// <summary>Tries simpler programs until none of them fails, or <paramref name="tries"/> are used up.</summary>
    /// <param name="program">Fails.</param>
    /// <param name="failsAsync">Whether another does.</param>
    /// <param name="tries">Most calls of <paramref name="failsAsync"/>.</param>
    public static async Task<CartridgeProgram> ShrinkAsync(CartridgeProgram program, Func<CartridgeProgram, Task<bool>> failsAsync, int tries)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(failsAsync);
        while (true)
        {
            CartridgeProgram? simpler = null;
            foreach (var candidate in Simpler(program))
            {
                if (tries-- <= 0)
                    return program;
                if (!await failsAsync(candidate))
                    continue;
                simpler = candidate;
                break;
            }

            if (simpler is null)
                return program;
            program = simpler;
        }
    }

    private static IEnumerable<CartridgeProgram> Simpler(CartridgeProgram program)
    {
        var header = program.Header;
        if (header.Type != 0)
            yield return program with { Header = header with { Type = 0, RomCode = 0 } };
        if (header.IsColor && !HasSpeed(program.Setup) && !HasSpeed(program.Loop))
            yield return program with { Header = header with { IsColor = false } };
        if (header.RomCode > 0)
            yield return program with { Header = header with { RomCode = 0 } };
        if (header.RamCode > 0)
            yield return program with { Header = header with { RamCode = 0 } };
        foreach (var loop in BlockLists.Shrink(program.Loop))
            yield return program with { Loop = loop };
        foreach (var setup in BlockLists.Shrink(program.Setup))
            yield return program with { Setup = setup };
    }

    /// <summary>A Game Boy that is not a Color would stop for good.</summary>
    private static bool HasSpeed(IEnumerable<Block> blocks) => BlockLists.Flatten(blocks).Any(block => block is SpeedBlock);
}
