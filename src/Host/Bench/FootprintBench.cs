using System.Diagnostics;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Host.Bench;

/// <summary>What an emulator costs its node when nobody plays and when somebody does. <c>actorinput bench footprint</c>.</summary>
internal sealed class FootprintBench(Action<string> report)
{
    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        using var server = await BenchProcess.StartAsync(cancellation, "bench", "server", "--service", "instant");
        report("an empty node");
        double empty;
        double emptyCpu;
        await using (await BenchNode.StartAsync([]))
        {
            empty = Heap();
            emptyCpu = await CpuShareAsync(TimeSpan.FromSeconds(10), cancellation);
        }

        report("10,000 idle emulators");
        const int Idle = 10_000;
        double idle;
        double cpu;
        await using (await BenchNode.StartAsync(Games(server, Idle), options => options.Emulator.Buffering.ReleaseAfter = TimeSpan.FromSeconds(1)))
        {
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, cancellation);
            idle = Heap();
            cpu = await CpuShareAsync(TimeSpan.FromSeconds(10), cancellation);
        }

        report("1,000 active emulators");
        const int Active = 1_000;
        double active;
        await using (var node = await BenchNode.StartAsync(Games(server, Active)))
        {
            var press = InputSequence.Parse("A");
            for (var round = 0; round < 3; round++)
                await Task.WhenAll(Enumerable.Range(0, Active).Select(emulator => node.SendAsync(emulator, press)));
            active = Heap();
        }

        return
        [
            Row($"{Idle} idle emulators, managed heap each", (idle - empty) / Idle / 1024, "KiB"),
            Row($"{Idle} idle emulators, share of one core", cpu * 100, "%"),
            Row("an empty node, share of one core", emptyCpu * 100, "%"),
            Row($"{Active} active emulators, managed heap each", (active - empty) / Active / 1024, "KiB"),
        ];

        static BenchRow Row(string name, double value, string unit) => new("footprint", name, value, value, value, unit, null);
    }

    private static Uri[] Games(BenchProcess server, int count) =>
        [.. Enumerable.Range(1, count).Select(i => new Uri(server.Address, $"{i}/"))];

    private static double Heap()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task<double> CpuShareAsync(TimeSpan time, CancellationToken cancellation)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(time, TimeProvider.System, cancellation);
        self.Refresh();
        return (self.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(started);
    }
}
