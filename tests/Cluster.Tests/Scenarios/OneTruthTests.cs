using System.Globalization;
using ActorInput.Cluster.Tests.Truth;
using ActorInput.RandomCartridges;
using Xunit.Abstractions;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>
/// A cartridge, a start and the same inputs give the same state on any node, whatever happened to the game: moved, saved here and restored there,
/// killed and restored.
/// </summary>
/// <remarks>
/// <c>ACTORINPUT_TRUTH_CARTRIDGES=24</c> runs the full test: that number of generated cartridges, 9 moves of each, and kills of nodes too. Without it
/// one cartridge is played, with everything except the kill of a node. <c>ACTORINPUT_TRUTH_SEED</c> chooses other cartridges and other random events.
/// </remarks>
public sealed class OneTruthTests(ITestOutputHelper output)
{
    private static readonly int Cartridges = Number("ACTORINPUT_TRUTH_CARTRIDGES", 0);
    private static readonly int Seed = Number("ACTORINPUT_TRUTH_SEED", 1);

    [Fact]
    public async Task ThreeNodes_GeneratedGamesMovedRestoredAndKilled_AreWhereUndisturbedOnesAre()
    {
        var plan = Cartridges > 0 ? new TruthPlan(Moves: 9, Restores: 4, KillsNode: true) : new TruthPlan(Moves: 3, Restores: 2, KillsNode: false);
        var failures = new List<string>();
        for (var seed = Seed; seed < Seed + Math.Max(1, Cartridges); seed++)
        {
            var program = ProgramGenerator.FromSeed((ulong)seed);
            await using var run = new TruthRun($"cartridge of seed {seed}, {program.Header}", program.Build(), seed);
            try
            {
                await run.RunAsync(plan);
            }
            catch (Exception failure)
            {
                failures.Add($"Seed {seed}, {program.Header}: {failure}"); // The other cartridges are tried all the same.
            }

            output.WriteLine(
                $"seed {seed}, {program.Header}: {run.Moved} games moved, {run.Restored} restored on another node, {run.Killed} killed and restored, {run.Compared} states equal{(failures.Count > 0 ? $", {failures.Count} cartridges failed" : "")}");
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task OneNode_SameCheckpointAndScriptOnTwoEmulators_GiveOneState(int seed)
    {
        var program = ProgramGenerator.FromSeed((ulong)seed);
        await using var run = new TruthRun($"cartridge of seed {seed}, {program.Header}", program.Build(), seed);
        await run.RunByTurnsAsync(times: 4);
        output.WriteLine($"{run.Compared} states compared, all equal");
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
