using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Libretro;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>Frames whose picture is not needed are not drawn; nothing else may differ.</summary>
public sealed class PictureTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 33, 130];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Run_SkippingFrames_PictureAndStateAsWithout(int length)
    {
        using var skipping = MiniCartridge.CreateFactory();
        using var drawing = MiniCartridge.CreateFactory(options: new LibretroGameOptions { SkipUnseenFrames = false });
        using var game = skipping.Create();
        using var reference = drawing.Create();
        var random = new Random(length);
        for (var i = 0; i < 25; i++)
        {
            var buttons = (Button)random.Next(256);
            game.Step(buttons, length);
            reference.Step(buttons, length);
            Assert.True(reference.Picture.SequenceEqual(game.Picture), $"Run {i} of {length} frames with {buttons}: the pictures differ.");
            MiniCartridge.AssertSame(MiniCartridge.Save(reference), MiniCartridge.Save(game));
        }
    }

    [Fact]
    public void Run_RandomLengthsSomeRendered_PictureIsThatOfTheVeryLastFrame()
    {
        using var skipping = MiniCartridge.CreateFactory();
        using var drawing = MiniCartridge.CreateFactory(options: new LibretroGameOptions { SkipUnseenFrames = false });
        using var game = skipping.Create();
        using var reference = drawing.Create();
        var pictures = new HashSet<string>(StringComparer.Ordinal);
        var random = new Random(7);
        foreach (var (buttons, frames) in MiniCartridge.RandomRuns(11, 150))
        {
            var render = random.Next(2) == 0;
            game.Run(buttons, frames, render);
            game.EndStep();
            for (var i = 0; i < frames; i++) reference.Run(buttons, 1, render: true);
            reference.EndStep();
            if (!render) continue;
            Assert.True(reference.Picture.SequenceEqual(game.Picture), $"After {game.FramesRun} frames the pictures differ.");
            pictures.Add(Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(game.Picture)));
        }

        game.Step(Button.None, 5);
        reference.Step(Button.None, 5);
        MiniCartridge.AssertSame(MiniCartridge.Save(reference), MiniCartridge.Save(game));
        Assert.True(pictures.Count > 50, $"Only {pictures.Count} different pictures: the test does not see what it tests.");
    }

    [Fact]
    public void Picture_BeforeAnyRun_IsBlankAndOfTheRightSize()
    {
        using var factory = MiniCartridge.CreateFactory();
        using var game = factory.Create();
        Assert.Equal(160 * 144, game.Picture.Length);
        Assert.Equal(-1, game.Picture.IndexOfAnyExcept((ushort)0));
        game.Step(Button.None, 10);
        Assert.NotEqual(-1, game.Picture.IndexOfAnyExcept((ushort)0));
    }

    [Fact]
    public void Run_NotRendered_PictureStays()
    {
        using var factory = MiniCartridge.CreateFactory();
        using var game = factory.Create();
        game.Step(Button.None, 20);
        var before = game.Picture.ToArray();
        game.Run(Button.Start, 20, render: false);
        Assert.Equal(before, game.Picture);
    }

    [Fact]
    public void Picture_UsesAllOfTheShades()
    {
        using var factory = MiniCartridge.CreateFactory();
        using var game = factory.Create();
        game.Step(Button.None, 60);
        Assert.Equal(4, game.Picture.ToArray().Distinct().Count());
    }
}
