using System.Diagnostics;

namespace ActorInput.Benchmarks.Input;

/// <summary>Many pressers, each sending its next input when its last was answered.</summary>
internal static class PressLoad
{
    /// <summary>Inputs a second over the time.</summary>
    public static async Task<double> RunAsync(
        int emulators, int pressersEach, TimeSpan time, Func<int, Task> press, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, emulators * pressersEach).Select(presser => Task.Run(
            async () =>
            {
                long pressed = 0;
                for (; Stopwatch.GetElapsedTime(started) < time; pressed++)
                    await press(presser / pressersEach);
                return pressed;
            },
            cancellation)));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
