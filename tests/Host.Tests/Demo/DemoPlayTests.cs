using ActorInput.Contracts.Inputs;
using ActorInput.Host.Demo;

namespace ActorInput.Host.Tests.Demo;

public sealed class DemoPlayTests
{
    [Fact]
    public void Next_SameSeed_PlaysTheSame()
    {
        Assert.Equal(Play(7, 300), Play(7, 300));
        Assert.NotEqual(Play(7, 300), Play(8, 300));
    }

    [Fact]
    public void Next_LongPlay_UsesEveryButtonAndMostlyWalks()
    {
        var presses = Play(1, 2_000).GroupBy(b => b).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(8, presses.Count);
        var walked = presses[Button.Up] + presses[Button.Down] + presses[Button.Left] + presses[Button.Right];
        Assert.InRange(walked, 1_400, 1_900);
        Assert.True(presses[Button.Start] < presses[Button.B] && presses[Button.B] < presses[Button.A]);
    }

    [Fact]
    public void Next_AnyInput_IsOneButtonWithoutAHold()
    {
        // A pokemon-gym supports neither chords nor holds, and the agent must play on one, too.
        var play = new DemoPlay(3);
        for (var i = 0; i < 500; i++)
        {
            var step = Assert.Single(play.Next().Steps.ToArray());
            Assert.False(step.IsWait || step.IsChord || step.HasHold);
        }
    }

    [Fact]
    public void Pause_Always_IsAFewASecond()
    {
        var play = new DemoPlay(3);
        for (var i = 0; i < 500; i++)
            Assert.InRange(play.Pause(), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500));
    }

    private static List<Button> Play(int seed, int count)
    {
        var play = new DemoPlay(seed);
        return [.. Enumerable.Range(0, count).Select(_ => play.Next().Steps[0].Buttons)];
    }
}
