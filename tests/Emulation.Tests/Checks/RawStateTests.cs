using ActorInput.Emulation.Checks;
using ActorInput.Emulation.Libretro;
using ActorInput.RandomCartridges;

namespace ActorInput.Emulation.Tests.Checks;

/// <summary>The check works: it finds differences with savestates that are known not to contain the whole state of the machine.</summary>
public sealed class RawStateTests
{
    private const int Cartridges = 50;

    private static readonly string Core = CoreLocator.Find();

    [Fact]
    public async Task Check_OnTheCoresRawStates_FindsDifferencesWithinFiftyCartridges()
    {
        var found = new Dictionary<CheckWay, ulong>();
        CheckWay[] wanted = [CheckWay.Restored, CheckWay.RestoredIntoUsed, CheckWay.RestoredTwice, CheckWay.RestoredEachStep, CheckWay.UsedCore];
        for (var seed = 1UL; seed <= Cartridges && !wanted.All(found.ContainsKey); seed++)
        {
            var report = await CartridgeTrial.FromSeed(seed).RunAsync(rom => new RawGameFactory(Core, rom), wanted);
            foreach (var difference in report.Differences.Where(difference => difference.Part != CheckPart.Failure))
                found.TryAdd(difference.Way, seed);
        }

        Assert.True(wanted.All(found.ContainsKey), $"Found only {string.Join(", ", found)}.");
    }
}
