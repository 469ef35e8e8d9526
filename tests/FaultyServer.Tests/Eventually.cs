using System.Diagnostics;

namespace ActorInput.Faults.Tests;

/// <summary>Waits for a condition, with a bound.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition, string missing)
    {
        var started = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(started.Elapsed < GameClient.Bound, missing);
            await Task.Yield();
        }
    }
}
