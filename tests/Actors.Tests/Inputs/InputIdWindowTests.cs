using System.Diagnostics;
using ActorInput.Actors.Inputs;

namespace ActorInput.Actors.Tests.Inputs;

public sealed class InputIdWindowTests
{
    [Fact]
    public void Find_MoreAnsweredThanTheCapacity_ForgetsTheOldest()
    {
        var window = new InputIdWindow(2, TimeSpan.FromMinutes(10), TimeProvider.System);
        foreach (var id in (string[])["a", "b", "c"])
        {
            window.Add(id, id);
            window.Answer(id, "reply", 0);
        }

        Assert.Null(window.Find("a", 0));
        Assert.NotNull(window.Find("b", 0));
        Assert.NotNull(window.Find("c", 0));
    }

    [Fact]
    public void Find_NotAnsweredYet_IsNeverForgotten()
    {
        var window = new InputIdWindow(1, TimeSpan.FromMinutes(10), TimeProvider.System);
        window.Add("a", "a");
        window.Add("b", "b");
        Assert.NotNull(window.Find("a", 11 * 60 * Stopwatch.Frequency));
    }

    [Fact]
    public void Find_OlderThanItsTime_IsForgotten()
    {
        var window = new InputIdWindow(10, TimeSpan.FromSeconds(5), TimeProvider.System);
        window.Add("a", "a");
        window.Answer("a", "reply", 1);
        Assert.NotNull(window.Find("a", 4 * Stopwatch.Frequency));
        Assert.Null(window.Find("a", 6 * Stopwatch.Frequency));
    }

    [Fact]
    public void Find_OneThatWaitsForEver_KeepsNoneBehindItFromBeingForgotten()
    {
        var window = new InputIdWindow(2, TimeSpan.FromSeconds(5), TimeProvider.System);
        window.Add("waits", "waits");
        foreach (var id in (string[])["a", "b", "c"])
        {
            window.Add(id, id);
            window.Answer(id, "reply", 1);
        }

        Assert.Equal(2, window.Answered.Count);
        Assert.Null(window.Find("a", 1));
        Assert.Null(window.Find("c", 6 * Stopwatch.Frequency));
        Assert.NotNull(window.Find("waits", 6 * Stopwatch.Frequency));
    }

    [Fact]
    public void Answer_LongAfterItWasAccepted_IsRememberedFromThen()
    {
        var window = new InputIdWindow(10, TimeSpan.FromSeconds(5), TimeProvider.System);
        window.Add("a", "a");
        window.Answer("a", "reply", 60 * Stopwatch.Frequency);
        Assert.NotNull(window.Find("a", 64 * Stopwatch.Frequency));
    }
}
