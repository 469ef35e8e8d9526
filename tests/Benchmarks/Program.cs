using System.Globalization;
using ActorInput.Benchmarks;
using ActorInput.Host.Bench;
using ActorInput.Host.Nodes;

// Runs what the product promises figures for, and says which promises hold on this machine. Not part of ./test: machines are shared and noisy.
var options = new BenchOptions { Rounds = 9, Sizes = [] };
using var games = GameFiles.Load(rom: null, core: null);
var rows = new List<BenchRow>();
foreach (var part in (string[])["slow", "window", "instant", "pressers"])
    rows.AddRange(await new InputBench(options with { Only = part }, Console.Error.WriteLine).RunAsync(CancellationToken.None));
rows.AddRange(await new EmulatorBench(options, games, Console.Error.WriteLine).RunAsync(CancellationToken.None));
rows.AddRange(await new FootprintBench(Console.Error.WriteLine).RunAsync(CancellationToken.None));

var broken = 0;
foreach (var bound in Bound.All)
{
    var figure = bound.Figure(rows.Where(bound.IsFor).MinBy(row => row.Case.Length)!);
    var keeps = bound.Keeps(figure);
    broken += keeps ? 0 : 1;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(keeps ? "ok    " : "BROKEN")} {figure,10:0.00} {bound.What} ({bound.Group}: {bound.Case})"));
}

return broken;
