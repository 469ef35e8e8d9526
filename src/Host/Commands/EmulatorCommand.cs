using System.CommandLine;
using ActorInput.Emulation.Games;
using ActorInput.Host.Nodes;

namespace ActorInput.Host.Commands;

/// <summary>The command <c>emulator</c>: an emulator server alone.</summary>
internal static class EmulatorCommand
{
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
        var speed = GamePaceOptions.Speed();
        var hold = GamePaceOptions.Hold();
        var wait = GamePaceOptions.Wait();
        var startFrames = WholeOption.Create(
            "--start-frames", "FRAMES", "Frames that a game runs when it is switched on, until it has a picture and listens [default: 60]", 0, 100_000);
        var limits = new InputLimitOptions();
        var json = new Option<bool>("--json") { Description = "Print the line that says ready as a JSON object" };
        var exitWithStdin = new Option<bool>("--exit-with-stdin") { Description = "End at once when standard input closes", Hidden = true };
        foreach (var option in (IEnumerable<Option>)[port, count, rom, core, data, speed, hold, wait, startFrames, .. limits.All, json, exitWithStdin])
            command.Options.Add(option);

        command.SetAction((result, token) => EmulatorServerRunner.RunAsync(
            new EmulatorServerArguments
            {
                Port = result.GetValue(port) ?? 8081,
                Count = result.GetValue(count) ?? 1,
                Rom = result.GetValue(rom),
                Core = result.GetValue(core),
                Data = result.GetValue(data) ?? GameFiles.DefaultData,
                Speed = result.GetValue(speed) ?? GameSpeed.Unlimited,
                Hold = result.GetValue(hold) ?? PressTiming.PokemonGym.Hold,
                Wait = result.GetValue(wait) ?? PressTiming.PokemonGym.Wait,
                StartFrames = result.GetValue(startFrames) ?? 60,
                Limits = limits.Read(result),
                Json = result.GetValue(json),
                ExitWithStdin = result.GetValue(exitWithStdin),
            },
            result.InvocationConfiguration.Output,
            token));
        return command;
    }
}
