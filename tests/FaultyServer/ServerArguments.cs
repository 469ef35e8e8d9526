using System.Globalization;
using ActorInput.Faults.Games;
using ActorInput.Faults.Timing;

namespace ActorInput.Faults;

/// <summary>The command line.</summary>
internal sealed record ServerArguments(FaultyServerOptions Options, int Games, GameDialect Dialect, bool ExitsWithStandardInput)
{
    public const string Usage =
        "--port N (0) --games N (1) --dialect native|gym --service instant|serial:MS|serial-server:MS|parallel:MS --no-recording --exit-with-stdin";

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">An argument is unknown or out of range.</exception>
    public static ServerArguments Parse(IReadOnlyList<string> arguments)
    {
        var parsed = new ServerArguments(new FaultyServerOptions(), 1, GameDialect.Native, ExitsWithStandardInput: false);
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            if (name is "--no-recording" or "--exit-with-stdin")
            {
                parsed.Options.Recording &= name is not "--no-recording";
                parsed = parsed with { ExitsWithStandardInput = parsed.ExitsWithStandardInput || name is "--exit-with-stdin" };
                continue;
            }

            var value = ++i < arguments.Count ? arguments[i] : throw new FormatException($"{name} needs a value; allowed are {Usage}.");
            parsed = parsed.With(name, value);
        }

        return parsed;
    }

    private ServerArguments With(string name, string value)
    {
        switch (name)
        {
            case "--port":
                Options.Port = Number(name, value, 0, 65_535);
                return this;
            case "--service":
                Options.Service = ServiceTime.Parse(value);
                return this;
            case "--games":
                return this with { Games = Number(name, value, 0, 100_000) };
            case "--dialect":
                return this with
                {
                    Dialect = value switch
                    {
                        "native" => GameDialect.Native,
                        "gym" => GameDialect.Gym,
                        _ => throw new FormatException($"--dialect is '{value}'; allowed are native and gym."),
                    },
                };
            default:
                throw new FormatException($"'{name}' is not known; allowed are {Usage}.");
        }
    }

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{name} is '{value}'; allowed are {least} to {most}.");
}
