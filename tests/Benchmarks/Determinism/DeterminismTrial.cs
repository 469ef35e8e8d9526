using System.Collections.Concurrent;
using System.Globalization;
using ActorInput.Emulation.Checks;
using ActorInput.Emulation.Libretro;
using ActorInput.RandomCartridges;

namespace ActorInput.Benchmarks.Determinism;

/// <summary>Plays many generated cartridges in every way, and prints each whose bytes differ. The tests do the same with 200 cartridges.</summary>
/// <param name="cartridges">How many, 1 to 1,000,000.</param>
/// <param name="first">Seed of the first; the others follow it.</param>
internal sealed class DeterminismTrial(int cartridges, int first)
{
    private const int Report = 100;

    /// <summary>Plays them on all processors.</summary>
    /// <returns>How many cartridges differed in any way, or broke the game.</returns>
    public async Task<int> RunAsync()
    {
        var core = CoreLocator.Find();
        var different = new ConcurrentQueue<ulong>();
        long comparisons = 0;
        var played = 0;
        await Parallel.ForEachAsync(Enumerable.Range(first, cartridges), async (seed, _) =>
        {
            var trial = CartridgeTrial.FromSeed((ulong)seed);
            try
            {
                var report = await trial.RunAsync(rom => new LibretroGameFactory(core, rom));
                Interlocked.Add(ref comparisons, report.Ways.Sum(way => way.Comparisons));
                if (!report.Passed)
                {
                    different.Enqueue(trial.Seed);
                    Console.WriteLine(trial.Describe(report));
                }
            }
            catch (InvalidOperationException broken)
            {
                different.Enqueue(trial.Seed);
                Console.WriteLine($"Seed {trial.Seed}: {broken.Message}{Environment.NewLine}{trial.Program}");
            }

            var done = Interlocked.Increment(ref played);
            if (done % Report == 0)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {cartridges} cartridges, {different.Count} failed"));
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{cartridges} cartridges (seeds {first} to {first + cartridges - 1}), {StateCheck.AllWays.Count} ways, {comparisons} comparisons: {different.Count} failed."));
        return different.Count;
    }
}
