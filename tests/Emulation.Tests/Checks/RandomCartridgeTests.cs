using System.Collections.Concurrent;
using System.Security.Cryptography;
using ActorInput.Emulation.Checks;
using ActorInput.RandomCartridges;

namespace ActorInput.Emulation.Tests.Checks;

/// <summary>Generated cartridges, played in every way: the same bytes in all of them.</summary>
public sealed class RandomCartridgeTests
{
    // With the 34 of every type and RAM code, 200 cartridges in all.
    private const int Fixed = 130;
    private const int Fresh = 36;

    [Fact]
    public Task AllWays_FixedSeeds_GiveTheSameBytes() => AssertAllPassAsync(1, Fixed);

    /// <summary>
    /// Seeds of the long run that found a fault. 133: the screen was switched at a moment at which mGBA saves a column (-11) that it refuses to load.
    /// </summary>
    [Theory]
    [InlineData(133)]
    public Task AllWays_SeedThatOnceFailed_GivesTheSameBytes(int seed) => AssertPassAsync([CartridgeTrial.FromSeed((ulong)seed)], 100);

    /// <summary>Other cartridges in each run. If one fails, add its seed from the message to the fixed seeds, or to the named programs.</summary>
    [Fact]
    public Task AllWays_FreshSeeds_GiveTheSameBytes() => AssertAllPassAsync((ulong)RandomNumberGenerator.GetInt32(1_000_000, int.MaxValue), Fresh);

    [Fact]
    public async Task AllWays_OfEveryCartridgeTypeAndRamCode_GiveTheSameBytes()
    {
        var headers = CartridgeHeader.Types.SelectMany((type, i) => new[]
        {
            new CartridgeHeader(type, (byte)(i % 6), CartridgeHeader.MostRomCode(type), IsColor: i % 2 == 0),
            new CartridgeHeader(type, (byte)((i + 3) % 6), 0, IsColor: i % 2 != 0),
        });
        await AssertPassAsync(headers.Select((header, i) => CartridgeTrial.Of((ulong)i, ProgramGenerator.FromSeed((ulong)i, header))));
    }

    private static Task AssertAllPassAsync(ulong first, int count) =>
        AssertPassAsync(Enumerable.Range(0, count).Select(i => CartridgeTrial.FromSeed(first + (ulong)i)));

    private static async Task AssertPassAsync(IEnumerable<CartridgeTrial> trials, int least = 1_000)
    {
        var failures = new ConcurrentQueue<(CartridgeTrial Trial, StateCheckReport Report)>();
        var comparisons = 0;
        await Parallel.ForEachAsync(trials, async (trial, _) =>
        {
            var report = await trial.RunAsync(TestFactories.Load);
            Interlocked.Add(ref comparisons, report.Ways.Sum(way => way.Comparisons));
            Assert.Equal(StateCheck.AllWays.Count, report.Ways.Count);
            if (!report.Passed)
                failures.Enqueue((trial, report));
        });
        Assert.True(comparisons > least, $"Only {comparisons} comparisons were made.");
        if (!failures.TryPeek(out var failed))
            return;
        var way = failed.Report.Ways.First(result => result is not { Difference: null, Comparisons: > 0 }).Way;
        var small = await failed.Trial.ShrinkAsync(TestFactories.Load, way);
        var report = await small.RunAsync(TestFactories.Load);
        var seeds = string.Join(", ", failures.Select(failure => failure.Trial.Seed));
        Assert.Fail($"{failures.Count} cartridges failed: seeds {seeds}. One of them, made smaller:\n{small.Describe(report)}");
    }
}
