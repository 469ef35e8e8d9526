using System.Diagnostics;
using ActorInput.Actors.Emulators;

namespace ActorInput.Actors.Tests.Emulators;

public sealed class InputIdWindowTests
{
    [Fact]
    public void Find_MoreAnsweredThanTheCapacity_ForgetsTheOldest()
    {
        var window = new InputIdWindow(2, TimeSpan.FromMinutes(10));
        foreach (var id in (string[])["a", "b", "c"])
        {
            window.Add(id, id, 0);
            window.Answer(id, "reply");
        }

        Assert.Null(window.Find("a", 0));
        Assert.NotNull(window.Find("b", 0));
        Assert.NotNull(window.Find("c", 0));
    }

    [Fact]
    public void Find_NotAnsweredYet_IsNeverForgotten()
    {
        var window = new InputIdWindow(1, TimeSpan.FromMinutes(10));
        window.Add("a", "a", 0);
        window.Add("b", "b", 0);
        Assert.NotNull(window.Find("a", 11 * 60 * Stopwatch.Frequency));
    }

    [Fact]
    public void Find_OlderThanItsTime_IsForgotten()
    {
        var window = new InputIdWindow(10, TimeSpan.FromSeconds(5));
        window.Add("a", "a", 1);
        window.Answer("a", "reply");
        Assert.NotNull(window.Find("a", 4 * Stopwatch.Frequency));
        Assert.Null(window.Find("a", 6 * Stopwatch.Frequency));
    }
}
