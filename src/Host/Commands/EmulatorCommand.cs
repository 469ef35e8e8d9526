using System.CommandLine;
using System.CommandLine.Parsing;
using ActorInput.Emulation.Games;
using ActorInput.Host.Nodes;

namespace ActorInput.Host.Commands;

/// <summary>The command <c>emulator</c>: an emulator server alone.</summary>
internal static class EmulatorCommand
{
    private static readonly Dictionary<string, GameSpeed> Speeds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["unlimited"] = GameSpeed.Unlimited,
        ["x5"] = GameSpeed.X5,
        ["real-time"] = GameSpeed.RealTime,
    };

    public static Command Create()
    {
        var command = new HostCommand(
            "emulator",
            "An emulator server alone: games of one cartridge behind the pokemon-gym API and ours; one game is at /, several are at /1/, /2/…",
            "emulator --port 8081",
            "emulator --port 8081 --count 4 --rom game.gb --speed real-time");
        var port = WholeOption.Create("--port", "PORT", "Port; 0 takes a free one [default: 8081]", 0, 65_535);
        var count = WholeOption.Create("--count", "N", "How many games [default: 1]", 1, 256);
        var rom = GameFileOptions.Rom();
        var core = GameFileOptions.Core();
        var data = GameFileOptions.Data();
        var speed = new Option<GameSpeed>("--speed")
        {
            Description = "How fast: real-time, x5 or unlimited [default: unlimited]",
            HelpName = "SPEED",
            CustomParser = ReadSpeed,
        };
        var hold = WholeOption.Create("--hold", "FRAMES", "Frames that a press is held where it does not say [default: 10]", 1, 10_000);
        var wait = WholeOption.Create("--wait", "FRAMES", "Frames that pass after a press [default: 120]", 0, 10_000);
        var startFrames = WholeOption.Create(
            "--start-frames", "FRAMES", "Frames that a game runs when it is switched on, until it has a picture and listens [default: 60]", 0, 100_000);
        var json = new Option<bool>("--json") { Description = "Print the line that says ready as a JSON object" };
        var exitWithStdin = new Option<bool>("--exit-with-stdin") { Description = "End at once when standard input closes", Hidden = true };
        foreach (var option in new Option[] { port, count, rom, core, data, speed, hold, wait, startFrames, json, exitWithStdin })
            command.Options.Add(option);

        command.SetAction((result, token) => EmulatorServerRunner.RunAsync(
            new EmulatorServerArguments
            {
                Port = result.GetValue(port) ?? 8081,
                Count = result.GetValue(count) ?? 1,
                Rom = result.GetValue(rom),
                Core = result.GetValue(core),
                Data = result.GetValue(data) ?? GameFiles.DefaultData,
                Speed = result.GetValue(speed),
                Hold = result.GetValue(hold) ?? PressTiming.PokemonGym.Hold,
                Wait = result.GetValue(wait) ?? PressTiming.PokemonGym.Wait,
                StartFrames = result.GetValue(startFrames) ?? 60,
                Json = result.GetValue(json),
                ExitWithStdin = result.GetValue(exitWithStdin),
            },
            result.InvocationConfiguration.Output,
            token));
        return command;
    }

    private static GameSpeed ReadSpeed(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!Speeds.TryGetValue(text, out var speed))
            result.AddError($"--speed is '{text}'; {string.Join(", ", Speeds.Keys)} are allowed.");
        return speed;
    }
}
