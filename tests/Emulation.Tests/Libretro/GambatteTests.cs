using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Cartridge;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;
using ActorInput.Emulation.Libretro.Cores;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>Debian's build of Gambatte (eng/get-gambatte.sh): it plays, and reports that it has no savestates.</summary>
public sealed class GambatteTests : IDisposable
{
    private readonly LibretroGameFactory _factory = new(CorePath, DemoCartridge.ReadRom());

    /// <summary>It lies beside the default core.</summary>
    internal static string CorePath => FindBeside(Directory.GetCurrentDirectory()) ?? FindBeside(AppContext.BaseDirectory)
        ?? throw new FileNotFoundException("There is no .core/gambatte_libretro.so; eng/get-gambatte.sh fetches it.");

    public void Dispose() => _factory.Dispose();

    [Fact]
    public void Factory_OfDebiansBuild_NamesItAndHasNoSavestates()
    {
        Assert.Equal(("Gambatte", "v0.5.0"), (_factory.Identity.Core, _factory.Identity.CoreVersion));
        Assert.False(_factory.HasSavestates);
        using var game = _factory.Create();
        Assert.Equal(0, game.StateSize);
        Assert.Contains("Gambatte v0.5.0 has no savestates", Assert.Throws<NotSupportedException>(() => game.SaveState([])).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => game.LoadState(new byte[200_000]));
    }

    [Fact]
    public void Game_OfTheDemo_SeesEveryPressOnce()
    {
        using var game = _factory.Create();
        game.Step(Button.None, 60);
        foreach (var button in (Button[])[Button.Right, Button.Down, Button.A, Button.Right, Button.B])
        {
            game.Step(button, 4);
            game.Step(Button.None, 6);
        }

        Assert.Equal(60 + 50, game.FramesRun);
        Assert.Equal(5, Presses(game));
        Assert.True(game.Picture.ToArray().Distinct().Count() > 1, "The picture has one colour only.");
    }

    [Fact]
    public void Game_StartedFreshOrReset_PlaysAsANewOne()
    {
        using var other = _factory.Create();
        using var game = _factory.Create();
        Play(other);
        game.Step(Button.Left, 100);
        game.StartFresh();
        Assert.Equal(0, game.FramesRun);
        Play(game);
        Assert.Equal(Memory(other), Memory(game));
        Assert.Equal(other.Picture, game.Picture);
        game.Reset();
        Assert.Equal(0, game.FramesRun);
        Play(game);
        Assert.Equal(2, Presses(game));
    }

    [Theory]
    [InlineData("v0.5.0", 0x00, false)]
    [InlineData("v0.5.0 4272260", 0x00, true)]
    [InlineData("v0.5.0-netlink 4272260", 0x13, true)]
    [InlineData("v0.5.0 4272260", 0x10, false)]
    [InlineData("v0.5.0 4272260", 0xFE, false)]
    [InlineData("v0.4.1 4272260", 0x00, false)]
    public void Savestates_ByVersionAndCartridge_AreTrustedOrNot(string version, byte type, bool expected)
    {
        var cartridge = GameCartridge.FromBytes(MiniCartridge.Patch((0x147, type)));
        Assert.Equal(expected, CoreKinds.Find("Gambatte", version, cartridge)!.HasSavestates);
    }

    [Fact]
    public void Kind_OfAnUnknownCore_IsNone() =>
        Assert.Null(CoreKinds.Find("SameBoy", "0.16", GameCartridge.FromBytes(MiniCartridge.Build())));

    private static void Play(IGame game)
    {
        game.Step(Button.None, 60);
        game.Step(Button.Right, 5);
        game.Step(Button.None, 5);
        game.Step(Button.A, 5);
        game.Step(Button.None, 25);
    }

    private static byte[] Memory(IGame game)
    {
        var memory = new byte[0x2000];
        Assert.Equal(MemoryAccess.Done, game.TryReadMemory(0xC000, null, memory));
        return memory;
    }

    private static int Presses(IGame game)
    {
        var memory = Memory(game).AsSpan();
        Assert.Equal(DemoCartridge.LedgerMagic, memory[(DemoCartridge.LedgerAddress - 0xC000)..][..DemoCartridge.LedgerMagic.Length]);
        return BitConverter.ToUInt16(memory[(DemoCartridge.PressCountAddress - 0xC000)..]);
    }

    private static string? FindBeside(string folder)
    {
        for (var d = new DirectoryInfo(folder); d is not null; d = d.Parent)
        {
            var path = Path.Combine(d.FullName, ".core", "gambatte_libretro.so");
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
