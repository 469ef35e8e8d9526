using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Libretro;

public sealed class LibretroGameFactoryTests
{
    [Fact]
    public void Dispose_OfGames_KeepsNoMoreCoresThanAllowed()
    {
        using var factory = MiniCartridge.CreateFactory(options: new LibretroGameOptions { MaxIdleCores = 2 });
        var games = Enumerable.Range(0, 4).Select(_ => factory.Create()).ToList();
        Assert.Equal(0, factory.IdleCores);
        games.ForEach(g => g.Dispose());
        Assert.Equal(2, factory.IdleCores);
    }

    [Fact]
    public void Create_AfterDispose_Refused()
    {
        var factory = MiniCartridge.CreateFactory();
        factory.Dispose();
        factory.Dispose();
        Assert.Equal(0, factory.IdleCores);
        Assert.Throws<ObjectDisposedException>(factory.Create);
    }

    [Fact]
    public void Dispose_WhileAGameRuns_GameGoesOnAndItsCoreIsNotKept()
    {
        var factory = MiniCartridge.CreateFactory();
        var game = factory.Create();
        factory.Dispose();
        game.Step(Button.None, 30);
        game.Reset();
        game.Step(Button.None, 30);
        Assert.True(MiniCartridge.ReadFrames(game) > 0);
        game.Dispose();
        Assert.Equal(0, factory.IdleCores);
    }

    [Fact]
    public void Load_LeavesNoCopyOfTheCoreBehind()
    {
        if (OperatingSystem.IsWindows()) return;
        using var factory = MiniCartridge.CreateFactory();
        using var game = factory.Create();
        using var other = factory.Create();
        var loaded = File.ReadAllLines("/proc/self/maps").Where(l => l.Contains("actorinput-core-", StringComparison.Ordinal)).ToList();
        Assert.True(loaded.Count > 0, "No private copy of the core is mapped.");
        // Other tests load cores at the same time; copies that are still there are theirs, and will be deleted too.
        string[] left = [.. loaded.Where(l => !l.EndsWith("(deleted)", StringComparison.Ordinal)).Select(l => l[l.IndexOf('/', StringComparison.Ordinal)..]).Distinct(StringComparer.Ordinal)];
        Assert.True(SpinWait.SpinUntil(() => !left.Any(File.Exists), TimeSpan.FromSeconds(30)), $"Copies of the core were left behind: {string.Join(", ", left)}");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Options_OutOfRange_NamedWithValueAndBounds(int idle)
    {
        var e = Assert.Throws<ArgumentException>(() => MiniCartridge.CreateFactory(options: new LibretroGameOptions { MaxIdleCores = idle }));
        Assert.Contains($"MaxIdleCores is {idle}; 0 to 1024", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cartridge_IsACopy_NotWhatTheCallerGoesOnWriting()
    {
        var rom = MiniCartridge.Build();
        using var factory = MiniCartridge.CreateFactory(rom);
        Array.Clear(rom);
        Assert.Equal(MiniCartridge.Build(), factory.Cartridge.ToArray());
    }
}
