using System.Globalization;
using ActorInput.Benchmarks;
using ActorInput.Host.Bench;
using ActorInput.Host.Nodes;

// determinism [CARTRIDGES [FIRST]]: generated cartridges in every way; see DeterminismTrial.
if (args is ["determinism", ..])
{
    int[] numbers = [2_000, 1];
    for (var i = 1; i < args.Length; i++)
    {
        if (i > numbers.Length || !int.TryParse(args[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i - 1]) || numbers[i - 1] is < 1 or > 1_000_000)
        {
            Console.Error.WriteLine($"'{args[i]}' is not understood. determinism [CARTRIDGES [FIRST]]: two whole numbers, 1 to 1000000.");
            return 2;
        }
    }

    return await new DeterminismTrial(numbers[0], numbers[1]).RunAsync() == 0 ? 0 : 1;
}

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
