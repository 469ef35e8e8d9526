using System.CommandLine;
using System.Globalization;

namespace ActorInput.Benchmarks.Determinism;

/// <summary>The command <c>determinism</c>.</summary>
internal static class DeterminismCommand
{
    private const int Most = 1_000_000;

    public static Command Create()
    {
        var command = new Command("determinism", "Generated cartridges, each played in every way; ends with 0 when none gives other bytes, else with 1");
        var cartridges = Number("CARTRIDGES", "How many", 2_000);
        var first = Number("FIRST", "Seed of the first; the others follow it", 1);
        command.Arguments.Add(cartridges);
        command.Arguments.Add(first);
        command.SetAction(async (result, _) => await new DeterminismTrial(result.GetValue(cartridges), result.GetValue(first)).RunAsync() == 0 ? 0 : 1);
        return command;
    }

    private static Argument<int> Number(string name, string description, int otherwise) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most)
                return number;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; a whole number from 1 to {Most} is allowed."));
            return 0;
        },
    };
}
