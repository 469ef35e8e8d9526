using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.RandomCartridges;
using ActorInput.RandomCartridges.Blocks;

namespace ActorInput.Emulation.Tests.Checks;

public sealed class ProgramGeneratorTests
{
    [Fact]
    public void FromSeed_Twice_IsTheSameRom()
    {
        for (var seed = 0UL; seed < 20; seed++)
            Assert.Equal(ProgramGenerator.FromSeed(seed).Build(), ProgramGenerator.FromSeed(seed).Build());
        Assert.NotEqual(ProgramGenerator.FromSeed(1).Build(), ProgramGenerator.FromSeed(2).Build());
    }

    [Fact]
    public void Programs_Hundreds_ComeInEveryTypeRamCodeAndColor()
    {
        var headers = Enumerable.Range(0, 400).Select(seed => ProgramGenerator.FromSeed((ulong)seed).Header).ToList();
        Assert.Equal(CartridgeHeader.Types.Order(), headers.Select(header => header.Type).Distinct().Order());
        Assert.Equal([0, 1, 2, 3, 4, 5], headers.Select(header => (int)header.RamCode).Distinct().Order());
        Assert.Equal(2, headers.Select(header => header.IsColor).Distinct().Count());
        Assert.True(headers.Select(header => header.RomSize).Distinct().Count() >= 5);
    }

    /// <summary>A program that stands still would prove nothing: either the main loop runs, or interrupts are served all the time.</summary>
    [Fact]
    public void Programs_After200Frames_StillRun()
    {
        var still = new List<ulong>();
        for (var seed = 0UL; seed < 60; seed++)
        {
            using var factory = TestFactories.Load(ProgramGenerator.FromSeed(seed).Build());
            using var game = factory.Create();
            game.Run(Button.None, 200, render: true);
            game.EndStep();
            var before = Signs(game);
            game.Run(Button.A, 60, render: true);
            game.EndStep();
            if (before.SequenceEqual(Signs(game)))
                still.Add(seed);
        }

        Assert.Empty(still);
    }

    [Fact]
    public async Task ShrinkAsync_ProgramWithOnePokeThatFails_LeavesThatPoke()
    {
        static Task<bool> FailsAsync(CartridgeProgram program) => Task.FromResult(BlockLists.Flatten(program.Loop).Any(block => block is PokeBlock { Address: >= 0xFF10 and <= 0xFF26 }));
        var found = 0;
        for (var seed = 0UL; found < 5; seed++)
        {
            var program = ProgramGenerator.FromSeed(seed);
            if (!await FailsAsync(program))
                continue;
            found++;
            var small = await ProgramShrinker.ShrinkAsync(program, FailsAsync, 2_000);
            Assert.Equal(CartridgeHeader.Plain, small.Header with { RamCode = 0 });
            Assert.Empty(small.Setup);
            Assert.IsType<PokeBlock>(Assert.Single(small.Loop));
        }
    }

    private static byte[] Signs(IGame game)
    {
        var bytes = new byte[16];
        Assert.Equal(MemoryAccess.Done, game.TryReadMemory(WorkRam.Heartbeat, null, bytes));
        return bytes;
    }
}
