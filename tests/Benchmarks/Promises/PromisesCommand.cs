using System.CommandLine;
using System.Globalization;
using ActorInput.Benchmarks.Common;
using ActorInput.Benchmarks.Emulator;
using ActorInput.Benchmarks.Footprint;
using ActorInput.Benchmarks.Input;
using ActorInput.Host.Nodes;

namespace ActorInput.Benchmarks.Promises;

/// <summary>
/// The command <c>promises</c>: runs the benchmarks whose figures the product promises, and reports which promises hold on this machine. Not part of
/// <c>./test</c>: machines are shared and noisy.
/// </summary>
internal static class PromisesCommand
{
    private static readonly string[] InputParts = ["slow", "window", "lone", "instant", "pressers"];

    public static Command Create()
    {
        var command = new Command("promises", "What is promised of the figures, and whether it holds on this machine; ends with the number of those that do not");
        command.SetAction(async (result, token) =>
        {
            var rows = await MeasureAsync(result.InvocationConfiguration.Error.WriteLine, token);
            return await JudgeAsync(rows, result.InvocationConfiguration.Output);
        });
        return command;
    }

    private static async Task<List<BenchRow>> MeasureAsync(Action<string> report, CancellationToken cancellation)
    {
        var options = new BenchOptions { Rounds = 9, Sizes = [] };
        using var games = GameFiles.Load(rom: null, core: null);
        var rows = new List<BenchRow>();
        foreach (var part in InputParts)
            rows.AddRange(await new InputBench(options with { Only = part }, report).RunAsync(cancellation));
        rows.AddRange(await new EmulatorBench(options, games, report).RunAsync(cancellation));
        rows.AddRange(await new FootprintBench(report).RunAsync(cancellation));
        return rows;
    }

    /// <summary>Prints each promise.</summary>
    /// <returns>How many do not hold.</returns>
    private static async Task<int> JudgeAsync(List<BenchRow> rows, TextWriter output)
    {
        var broken = 0;
        foreach (var bound in Bound.All)
        {
            var row = rows.Where(bound.IsFor).MinBy(row => row.Case.Length)
                ?? throw new InvalidOperationException($"Nothing that was measured is for '{bound.Group}: {bound.Case}'.");
            var figure = bound.Figure(row);
            var keeps = bound.Keeps(figure);
            broken += keeps ? 0 : 1;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{(keeps ? "ok    " : "BROKEN")} {figure,10:0.00} {bound.What} ({bound.Group}: {bound.Case})"));
        }

        return broken;
    }
}
