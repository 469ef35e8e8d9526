using System.Diagnostics;

namespace ActorInput.Benchmarks.Input;

/// <summary>Many pressers, each sending its next input when its last was answered.</summary>
internal static class PressLoad
{
    /// <summary>Inputs a second over the time.</summary>
    public static async Task<double> RunAsync(
        int emulators, int pressersEach, TimeSpan time, Func<int, Task> press, CancellationToken cancellation) =>
        (await MeasureAsync(emulators, pressersEach, time, press, cancellation)).PerSecond;

    /// <summary>Presses over the time and says what an input cost this process: the pressers and whatever they press through.</summary>
    public static async Task<PressCost> MeasureAsync(
        int emulators, int pressersEach, TimeSpan time, Func<int, Task> press, CancellationToken cancellation)
    {
        var (processor, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
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
        var inputs = counts.Sum();
        return new PressCost(
            inputs / Stopwatch.GetElapsedTime(started).TotalSeconds,
            (Environment.CpuUsage.TotalTime - processor) / inputs,
            (double)(GC.GetTotalAllocatedBytes() - allocated) / inputs);
    }
}
