using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>The same cartridge and the same calls give the same state, byte for byte, in any instance, on any thread and in a used core.</summary>
public sealed class DeterminismTests
{
    public static TheoryData<string> Cartridges => ["plain", "clock", "sgb", "color"];

    [Theory]
    [MemberData(nameof(Cartridges))]
    public void Games_OfTwoFactories_Agree(string kind)
    {
        using var one = MiniCartridge.CreateFactory(Rom(kind));
        using var two = MiniCartridge.CreateFactory(Rom(kind));
        using var a = one.Create();
        using var b = two.Create();
        MiniCartridge.AssertSame(MiniCartridge.Save(a), MiniCartridge.Save(b));
        MiniCartridge.Play(a, MiniCartridge.RandomRuns(20, 100), render: true);
        MiniCartridge.Play(b, MiniCartridge.RandomRuns(20, 100), render: false);
        MiniCartridge.AssertSame(MiniCartridge.Save(a), MiniCartridge.Save(b));
        Assert.True(MiniCartridge.ReadPresses(a) > 10, "The game saw hardly a press: the test does not see what it tests.");
    }

    [Theory]
    [MemberData(nameof(Cartridges))]
    public void Game_InAUsedCore_IsAsInANewOne(string kind)
    {
        using var factory = MiniCartridge.CreateFactory(Rom(kind), new LibretroGameOptions { MaxIdleCores = 1 });
        byte[] fresh, played;
        using (var first = factory.Create())
        {
            fresh = MiniCartridge.Save(first);
            MiniCartridge.Play(first, MiniCartridge.RandomRuns(21, 80));
            played = MiniCartridge.Save(first);
        }

        Assert.Equal(1, factory.IdleCores);
        using var used = factory.Create();
        Assert.Equal(0, factory.IdleCores);
        using var unused = factory.Create();
        foreach (var game in new[] { used, unused })
        {
            Assert.Equal(0, game.FramesRun);
            MiniCartridge.AssertSame(fresh, MiniCartridge.Save(game));
            Assert.Equal(-1, game.Picture.IndexOfAnyExcept((ushort)0));
            MiniCartridge.Play(game, MiniCartridge.RandomRuns(21, 80));
            MiniCartridge.AssertSame(played, MiniCartridge.Save(game));
        }
    }

    [Theory]
    [MemberData(nameof(Cartridges))]
    public void LoadState_IntoAGameWithAnotherPast_GoesOnAlike(string kind)
    {
        using var factory = MiniCartridge.CreateFactory(Rom(kind));
        using var a = factory.Create();
        using var b = factory.Create();
        MiniCartridge.Play(a, MiniCartridge.RandomRuns(22, 50));
        MiniCartridge.Play(b, MiniCartridge.RandomRuns(23, 90));
        b.LoadState(MiniCartridge.Save(a));
        MiniCartridge.Play(a, MiniCartridge.RandomRuns(24, 90));
        MiniCartridge.Play(b, MiniCartridge.RandomRuns(24, 90), render: true);
        MiniCartridge.AssertSame(MiniCartridge.Save(a), MiniCartridge.Save(b));
    }

    [Fact]
    public void Clock_AtAnotherTimeOfDay_GoesWithTheFrames()
    {
        using var early = MiniCartridge.CreateFactory(MiniCartridge.BuildWithClock());
        using var a = early.Create();
        a.Step(Button.None, 120);
        var begin = TimeProvider.System.GetUtcNow();
        using var busy = early.Create();
        while (TimeProvider.System.GetUtcNow() - begin < TimeSpan.FromSeconds(2)) busy.Step(Button.A, 100);

        using var late = MiniCartridge.CreateFactory(MiniCartridge.BuildWithClock());
        using var b = late.Create();
        b.Step(Button.None, 120);
        MiniCartridge.AssertSame(MiniCartridge.Save(a), MiniCartridge.Save(b));
        a.Step(Button.None, 600);
        b.Step(Button.None, 600);
        MiniCartridge.AssertSame(MiniCartridge.Save(a), MiniCartridge.Save(b));

        // 60 frames are a little over a second: the clock runs, and it counts frames.
        var seconds = MiniCartridge.ReadClockSeconds(b);
        b.Step(Button.None, 600);
        Assert.InRange((MiniCartridge.ReadClockSeconds(b) - seconds + 60) % 60, 9, 11);
    }

    [Fact]
    public void StartFresh_WithTheClocksNoteStillDue_EveryFrameAsInAFreshGame()
    {
        using var factory = MiniCartridge.CreateFactory(MiniCartridge.BuildWithClock());
        using var used = factory.Create();
        using var fresh = factory.Create();
        used.Step(Button.None, 60);
        used.Step(Button.A, 2);
        used.StartFresh();
        for (var i = 0; i < 60; i++)
        {
            used.Step(Button.None, 1);
            fresh.Step(Button.None, 1);
            MiniCartridge.AssertSame(MiniCartridge.Save(fresh), MiniCartridge.Save(used));
        }
    }

    [Fact]
    public async Task Games_EightInParallel_EachAsAlone()
    {
        using var factory = MiniCartridge.CreateFactory();
        var alone = new List<byte[]>();
        using (var game = factory.Create())
        {
            for (var seed = 0; seed < 8; seed++)
            {
                game.Reset();
                MiniCartridge.Play(game, MiniCartridge.RandomRuns(seed, 60), render: true);
                alone.Add(MiniCartridge.Save(game));
            }
        }

        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() => PlayNew(factory, seed))));
        foreach (var (expected, actual) in alone.Zip(together)) MiniCartridge.AssertSame(expected, actual);
        Assert.Equal(8, alone.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Games_TakingTurns_ShareNothing()
    {
        using var factory = MiniCartridge.CreateFactory();
        using var pressed = factory.Create();
        using var left = factory.Create();
        for (var i = 0; i < 30; i++)
        {
            pressed.Step(Button.A, 2);
            left.Step(Button.None, 2);
            pressed.Step(Button.None, 2);
            left.Step(Button.None, 2);
        }

        Assert.True(MiniCartridge.ReadPresses(pressed) > 20);
        Assert.Equal(0, MiniCartridge.ReadPresses(left));
    }

    [Fact]
    public async Task Game_HandedFromThreadToThread_IsAsOnOne()
    {
        using var factory = MiniCartridge.CreateFactory();
        using var still = factory.Create();
        using var moving = factory.Create();
        var threads = new HashSet<int>();
        foreach (var run in MiniCartridge.RandomRuns(25, 30))
        {
            MiniCartridge.Play(still, [run]);
            threads.Add(await OnNewThread(() => MiniCartridge.Play(moving, [run])));
        }

        Assert.True(threads.Count > 1, "One thread did all of it."); // The system may give an ended thread's number again.
        MiniCartridge.AssertSame(MiniCartridge.Save(still), MiniCartridge.Save(moving));
    }

    private static byte[] Rom(string kind) => kind switch
    {
        "plain" => MiniCartridge.Build(),
        "clock" => MiniCartridge.BuildWithClock(),
        "sgb" => MiniCartridge.BuildForSuperGameBoy(),
        _ => MiniCartridge.BuildForColor(),
    };

    private static byte[] PlayNew(LibretroGameFactory factory, int seed)
    {
        using var game = factory.Create();
        MiniCartridge.Play(game, MiniCartridge.RandomRuns(seed, 60), render: true);
        return MiniCartridge.Save(game);
    }

    private static Task<int> OnNewThread(Action action)
    {
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                action();
                done.SetResult(Environment.CurrentManagedThreadId);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }).Start();
        return done.Task;
    }
}
