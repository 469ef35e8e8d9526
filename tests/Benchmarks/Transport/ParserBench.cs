using System.Globalization;
using ActorInput.Benchmarks.Common;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Benchmarks.Transport;

/// <summary>The parser of inputs, whose tokenizer is vectorized, against the same with other tokenizers, on texts of 10, 1,000 and 100,000 characters.</summary>
internal sealed class ParserBench(BenchOptions options, Action<string> report)
{
    private const int CharactersPerRun = 100_000;
    private static readonly string[] Tokens = ["A", "B", "DOWN", "RIGHT*3", "START", "A:12", "UP", "LEFT+B", "WAIT:30", "SELECT"];
    private static readonly InputLimits Limits = new() { MaxPresses = 100_000, MaxFrames = 10_000_000, MaxTextLength = 1_048_576 };

    public async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellation)
    {
        var rows = new List<BenchRow>();
        foreach (var length in (int[])[10, 1_000, 100_000])
        {
            cancellation.ThrowIfCancellationRequested();
            report(string.Create(CultureInfo.InvariantCulture, $"parser: {length} characters"));
            var text = Text(length);
            Check(text, Plain(text));
            Check(text, BySearch(text));
            BenchCase[] cases =
            [
                Case("a search for each begin and end", text, text => Plain(text)),
                Case("the same with SearchValues", text, text => BySearch(text)),
                Case("a mask for 16 characters (the product)", text, text => Product(text)),
            ];
            var group = string.Create(CultureInfo.InvariantCulture, $"parser, {length} characters (ratio: the first one's time to theirs)");
            var times = await new BenchRounds(options.Rounds * 4, options.PerRound / 2).TimeAsync(group, cases, options.PerRound);
            rows.AddRange(times.Select(row => OfOne(row, CharactersPerRun / length)));
        }

        return rows;
    }

    private static InputSequence Product(string text) =>
        InputSequence.TryParse(text, Limits, out var input, out var error) ? input : throw new FormatException(error.Describe(text));

    private static InputStep[]? BySearch(string text) => TokenParser.Parse(new SearchTokenizer(text), Limits);

    private static InputStep[]? Plain(string text) => TokenParser.Parse(new PlainTokenizer(text), Limits);

    private static void Check(string text, InputStep[]? steps)
    {
        if (steps is null || !Product(text).Steps.SequenceEqual(steps))
            throw new InvalidOperationException($"The parsers read two inputs in '{text}'.");
    }

    /// <summary>Parses the text so often that it can be timed.</summary>
    private static BenchCase Case(string name, string text, Action<string> parse) => new(name, () =>
    {
        for (var i = 0; i < CharactersPerRun / text.Length; i++)
            parse(text);
        return Task.CompletedTask;
    });

    private static string Text(int length)
    {
        var random = new Random(7);
        var text = "";
        while (text.Length < length)
            text += $"{Tokens[random.Next(Tokens.Length)]} ";
        // Whole tokens, then single presses up to the length.
        text = text[..text.LastIndexOf(' ', length - 1)];
        while (text.Length + 2 <= length)
            text += " A";
        return text.PadRight(length);
    }

    private static BenchRow OfOne(BenchRow row, int repeats) =>
        row with { Median = row.Median / repeats, Low = row.Low / repeats, High = row.High / repeats };
}
