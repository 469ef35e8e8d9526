using System.CommandLine;
using System.Security.Cryptography;
using ActorInput.Host.Checks;
using ActorInput.Host.Common;

namespace ActorInput.Host.Commands;

/// <summary>The command <c>check</c>: tells whether the states of the user's own cartridge can be trusted.</summary>
internal static class CheckCommand
{
    private const int UsualMinutes = 1;

    // 60 s of 59.73 frames.
    private const int FramesPerMinute = 3_584;

    public static Command Create()
    {
        var command = new HostCommand(
            "check",
            "Play a cartridge in many ways and say whether its savestates can be trusted; exit code 0 when they can, 3 when they cannot",
            "check --rom game.gb",
            "check --rom game.gb --minutes 5 --inputs run.txt --json");
        var rom = GameFileOptions.Rom();
        var core = GameFileOptions.Core();
        var minutes = WholeOption.Create("--minutes", "N", $"Minutes of game time to play in each way [default: {UsualMinutes}]", 1, 600);
        var inputs = GameFileOptions.Place("--inputs", "FILE", "Inputs to play first, one or more lines in the text form of an input; random inputs follow");
        var seed = WholeOption.Create("--seed", "N", "Repeats the random inputs of an earlier check, which printed its seed [default: a new seed each time]", 0, int.MaxValue);
        var json = new Option<bool>("--json") { Description = "Print the result as a JSON object" };
        var frames = WholeOption.Create("--frames", "N", "Frames instead of minutes", 1, 600 * FramesPerMinute);
        frames.Hidden = true;
        var trace = new Option<bool>("--trace") { Description = "Print a hash for each step: what the second process does", Hidden = true };
        var state = WholeOption.Create("--state-behind", "N", "Print the state after this many steps, in base64", 0, int.MaxValue);
        state.Hidden = true;
        foreach (var option in new Option[] { rom, core, minutes, inputs, seed, json, frames, trace, state })
            command.Options.Add(option);
        command.SetAction((result, token) => CheckRunner.RunAsync(
            new CheckArguments
            {
                Rom = result.GetValue(rom),
                Core = result.GetValue(core),
                Inputs = result.GetValue(inputs),
                Frames = result.GetValue(frames) ?? (result.GetValue(minutes) ?? UsualMinutes) * FramesPerMinute,
                Seed = result.GetValue(seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
                Json = result.GetValue(json),
                Trace = result.GetValue(trace),
                StateBehind = result.GetValue(state),
            },
            result.InvocationConfiguration.Output,
            token));
        return command;
    }
}
