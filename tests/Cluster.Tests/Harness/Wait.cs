using System.Diagnostics;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>Waits for another process by asking it again and again, because it cannot call back.</summary>
internal static class Wait
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until nothing is missing any more; returns how long that took.</summary>
    /// <param name="missing">What is missing, in words; null when nothing is. A node that does not answer is missing, too.</param>
    /// <param name="bound">When the test fails.</param>
    public static async Task<TimeSpan> UntilNothingMissesAsync(Func<Task<string?>> missing, TimeSpan bound)
    {
        var watch = Stopwatch.StartNew();
        using var ask = new PeriodicTimer(AskEvery);
        while (true)
        {
            var what = await TellAsync(missing);
            if (what is null)
                return watch.Elapsed;
            Assert.True(watch.Elapsed < bound, $"After {bound.TotalSeconds:0} s: {what}");
            await ask.WaitForNextTickAsync();
        }
    }

    private static async Task<string?> TellAsync(Func<Task<string?>> missing)
    {
        try
        {
            return await missing();
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return failure.Message;
        }
    }
}
