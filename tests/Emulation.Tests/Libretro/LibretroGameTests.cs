using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Libretro;

public sealed class LibretroGameTests : IDisposable
{
    private readonly LibretroGameFactory _factory = MiniCartridge.CreateFactory();

    public void Dispose() => _factory.Dispose();

    [Fact]
    public void Run_PressesHeldTwoFramesAndReleasedTwo_GameSeesEachOnce()
    {
        using var game = _factory.Create();
        game.Step(Button.None, 60);
        foreach (var button in Enum.GetValues<Button>().Where(b => b != Button.None))
        {
            game.Step(button, 2);
            game.Step(Button.None, 2);
        }

        Assert.Equal(8, MiniCartridge.ReadPresses(game));
        Assert.Equal(60 + (8 * 4), game.FramesRun);
    }

    [Theory]
    [InlineData(Button.A, 0x01)]
    [InlineData(Button.B, 0x02)]
    [InlineData(Button.Select, 0x04)]
    [InlineData(Button.Start, 0x08)]
    [InlineData(Button.Right, 0x10)]
    [InlineData(Button.Left, 0x20)]
    [InlineData(Button.Up, 0x40)]
    [InlineData(Button.Down, 0x80)]
    [InlineData(Button.A | Button.Start | Button.Up | Button.Left, 0x69)]
    public void Run_ButtonHeld_GameReadsItsBit(Button button, byte expected)
    {
        using var game = _factory.Create();
        game.Step(Button.None, 20);
        game.Step(button, 3);
        var held = new byte[1];
        Assert.True(game.TryReadMemory(0xC008, held));
        Assert.Equal(expected, held[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Run_NoFrames_Refused(int frames)
    {
        using var game = _factory.Create();
        Assert.Throws<ArgumentOutOfRangeException>(() => game.Run(Button.None, frames, render: true));
        Assert.Equal(0, game.FramesRun);
    }

    [Fact]
    public void Run_LongRun_RunsEveryFrame()
    {
        using var game = _factory.Create();
        game.Step(Button.None, 20);
        var before = MiniCartridge.ReadFrames(game);
        game.Step(Button.None, 2_500);
        Assert.Equal(before + 2_500, MiniCartridge.ReadFrames(game));
        Assert.Equal(2_520, game.FramesRun);
    }

    [Fact]
    public void Reset_AfterManyFrames_IsAFreshGameInAllButIdentity()
    {
        using var game = _factory.Create();
        using var other = _factory.Create();
        var fresh = MiniCartridge.Save(game);
        MiniCartridge.Play(game, MiniCartridge.RandomRuns(1, 100), render: true);
        game.Reset();
        MiniCartridge.AssertSame(fresh, MiniCartridge.Save(game));
        Assert.Equal(0, game.FramesRun);
        Assert.Equal(other.Picture, game.Picture);
        foreach (var (buttons, frames) in MiniCartridge.RandomRuns(2, 40))
        {
            game.Step(buttons, frames);
            other.Step(buttons, frames);
            Assert.Equal(other.Picture, game.Picture);
        }

        MiniCartridge.AssertSame(MiniCartridge.Save(other), MiniCartridge.Save(game));
    }

    [Fact]
    public void LoadState_ThenContinue_IsAsIfNeverLeft()
    {
        using var game = _factory.Create();
        using var other = _factory.Create();
        MiniCartridge.Play(game, MiniCartridge.RandomRuns(3, 60));
        MiniCartridge.Play(other, MiniCartridge.RandomRuns(4, 60));
        var state = MiniCartridge.Save(game);
        other.LoadState(state);
        MiniCartridge.AssertSame(state, MiniCartridge.Save(other));
        MiniCartridge.Play(game, MiniCartridge.RandomRuns(5, 60), render: true);
        MiniCartridge.Play(other, MiniCartridge.RandomRuns(5, 60), render: true);
        MiniCartridge.AssertSame(MiniCartridge.Save(game), MiniCartridge.Save(other));
        Assert.Equal(game.Picture, other.Picture);
    }

    [Fact]
    public void LoadState_FramesRun_GoesOnCounting()
    {
        using var game = _factory.Create();
        var state = MiniCartridge.Save(game);
        game.Step(Button.None, 7);
        game.LoadState(state);
        Assert.Equal(7, game.FramesRun);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void State_WrongLength_RefusedAndGameAsItWas(int plus)
    {
        using var game = _factory.Create();
        game.Step(Button.A, 30);
        var before = MiniCartridge.Save(game);
        var wrong = new byte[game.StateSize + plus];
        before.AsSpan(0, Math.Min(before.Length, wrong.Length)).CopyTo(wrong);
        Assert.Contains(game.StateSize.ToString("N0"), Assert.Throws<ArgumentException>(() => game.LoadState(wrong)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => game.SaveState(wrong));
        MiniCartridge.AssertSame(before, MiniCartridge.Save(game));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(StateFile.HeaderSize)]
    [InlineData(-1)]
    public void LoadState_NotAState_RefusedAndGameAsItWas(int length)
    {
        using var game = _factory.Create();
        game.Step(Button.A, 30);
        var before = MiniCartridge.Save(game);
        var wrong = new byte[length < 0 ? game.StateSize : length];
        Assert.Contains("not a state", Assert.Throws<ArgumentException>(() => game.LoadState(wrong)).Message, StringComparison.Ordinal);
        MiniCartridge.AssertSame(before, MiniCartridge.Save(game));
    }

    [Fact]
    public void LoadState_OneBitFlippedAnywhere_RefusedAndGameAsItWas()
    {
        using var game = _factory.Create();
        game.Step(Button.A, 30);
        var before = MiniCartridge.Save(game);
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var bad = before.ToArray();
            bad[i < StateFile.HeaderSize ? i : random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            Assert.ThrowsAny<ArgumentException>(() => game.LoadState(bad));
        }

        MiniCartridge.AssertSame(before, MiniCartridge.Save(game));
    }

    [Fact]
    public void SaveState_WithinAStep_Refused()
    {
        using var game = _factory.Create();
        game.Run(Button.A, 3, render: true);
        Assert.Throws<InvalidOperationException>(() => MiniCartridge.Save(game));
        game.EndStep();
        MiniCartridge.Save(game);
    }

    [Fact]
    public void SaveState_LastFrameNotRendered_Refused()
    {
        using var game = _factory.Create();
        game.Run(Button.A, 3, render: false);
        game.EndStep();
        Assert.Throws<InvalidOperationException>(() => MiniCartridge.Save(game));
    }

    [Fact]
    public void LoadState_OfAnotherCartridge_RefusedAndGameAsItWas()
    {
        using var factory = MiniCartridge.CreateFactory(MiniCartridge.Patch((0x134, (byte)'X')));
        using var stranger = factory.Create();
        stranger.Step(Button.B, 50);
        using var game = _factory.Create();
        game.Step(Button.A, 30);
        var before = MiniCartridge.Save(game);
        var foreign = Assert.Throws<ForeignStateException>(() => game.LoadState(MiniCartridge.Save(stranger)));
        Assert.Equal((factory.Identity, _factory.Identity), (foreign.Found, foreign.Expected));
        Assert.Contains(factory.Identity.CartridgeSha256, foreign.Message, StringComparison.Ordinal);
        MiniCartridge.AssertSame(before, MiniCartridge.Save(game));
    }

    [Fact]
    public async Task Game_EnteredTwiceAtOnce_OneIsRefusedAndNothingIsLost()
    {
        using var game = _factory.Create();
        game.Step(Button.None, 20);
        var start = MiniCartridge.ReadFrames(game) - (int)game.FramesRun;
        using var gate = new Barrier(2);
        var refused = await Task.WhenAll(Task.Run(() => Hammer(game, gate)), Task.Run(() => Hammer(game, gate)));
        Assert.True(refused.Sum() > 0, "Two threads ran one game for 100 runs each and never met.");
        Assert.Equal(game.FramesRun, MiniCartridge.ReadFrames(game) - start);
    }

    [Fact]
    public void Game_Disposed_RefusesEverything()
    {
        var game = _factory.Create();
        game.Dispose();
        game.Dispose();
        Assert.Throws<ObjectDisposedException>(() => game.Run(Button.None, 1, render: false));
        Assert.Throws<ObjectDisposedException>(() => game.Picture.Length);
        Assert.Throws<ObjectDisposedException>(game.Reset);
        Assert.Throws<ObjectDisposedException>(() => game.TryReadMemory(0xC000, new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => game.SaveState(new byte[game.StateSize]));
    }

    private static int Hammer(IGame game, Barrier gate)
    {
        gate.SignalAndWait(TimeSpan.FromSeconds(30));
        var refused = 0;
        for (var i = 0; i < 100; i++)
        {
            try
            {
                game.Step(Button.None, 20);
            }
            catch (InvalidOperationException)
            {
                refused++;
            }
        }

        return refused;
    }
}
