using System.Diagnostics;
using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Benchmarks.Footprint;

/// <summary>
/// What an emulator costs its node, idle and while it is played. <c>./run bench footprint</c>. The fixed cost of the runtime is left out: a node with
/// a hundred emulators is the baseline.
/// </summary>
internal sealed class FootprintBench(Action<string> report)
{
    /// <summary>How often a run reports, for a progress bar.</summary>
    public const int Steps = 5;

    private const int Few = 100;

    // Nobody plays: the connections from opening are closed, as after the keep-alive.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        const int Idle = 10_000;
        const int Active = 1_000;
        using var server = await BenchProcess.StartAsync(cancellation, "server", "--service", "instant");
        await MeasureAsync(server, Few, active: true, cancellation); // Until everything is compiled.
        var fewIdle = await MeasureAsync(server, Few, active: false, cancellation);
        var idle = await MeasureAsync(server, Idle, active: false, cancellation);
        var fewActive = await MeasureAsync(server, Few, active: true, cancellation);
        var active = await MeasureAsync(server, Active, active: true, cancellation);
        return
        [
            Row($"{Idle} idle emulators, managed heap each", (idle.Heap - fewIdle.Heap) / (Idle - Few) / 1024, "KiB"),
            Row($"{Active} active emulators, managed heap each", (active.Heap - fewActive.Heap) / (Active - Few) / 1024, "KiB"),
            Row($"{Idle} idle emulators, share of one core", idle.Cpu * 100, "%"),
            Row($"{Few} idle emulators, share of one core", fewIdle.Cpu * 100, "%"),
            Row($"{Idle} emulators, ready after", idle.Ready.TotalSeconds, "s"),
            Row($"{Active} emulators, ready after", active.Ready.TotalSeconds, "s"),
        ];

        static BenchRow Row(string name, double value, string unit) => new("footprint", name, value, value, value, unit, null);
    }

    private async Task<(double Heap, double Cpu, TimeSpan Ready)> MeasureAsync(BenchProcess server, int emulators, bool active, CancellationToken cancellation)
    {
        report($"{emulators} {(active ? "active" : "idle")} emulators");
        var games = Enumerable.Range(1, emulators).Select(i => new Uri(server.Address, $"{i}/")).ToList();
        var started = Stopwatch.GetTimestamp();
        await using var node = await BenchNode.StartAsync(games, options =>
        {
            if (!active)
                options.Emulator.Session.KeepAlive = KeepAlive;
        });
        var ready = Stopwatch.GetElapsedTime(started);
        if (active)
        {
            var press = InputSequence.Parse("A");
            for (var round = 0; round < 3; round++)
                await Task.WhenAll(Enumerable.Range(0, emulators).Select(emulator => node.SendAsync(emulator, press)));
            return (Heap(), 0, ready);
        }

        await Task.Delay(Settle, TimeProvider.System, cancellation);
        return (Heap(), await CpuShareAsync(cancellation), ready);
    }

    private static double Heap()
    {
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task<double> CpuShareAsync(CancellationToken cancellation)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(Watched, TimeProvider.System, cancellation);
        self.Refresh();
        return (self.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(started);
    }
}
