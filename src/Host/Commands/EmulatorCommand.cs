using System.CommandLine;
using ActorInput.Host.Common;
using ActorInput.Host.Nodes;

namespace ActorInput.Host.Commands;

/// <summary>The command <c>emulator</c>: an emulator server alone.</summary>
internal static class EmulatorCommand
{
    public static Command Create()
    {
        var command = new HostCommand(
            "emulator",
            "Run only an emulator server: games of one cartridge with the pokemon-gym API and ours; one game is at /, several are at /1/, /2/…",
            "emulator --port 8081",
            "emulator --port 8081 --count 4 --rom game.gb --speed real-time");
        var options = new EmulatorOptionSet(command);
        command.SetAction((result, token) => EmulatorServerRunner.RunAsync(options.Read(result), result.InvocationConfiguration.Output, token));
        return command;
    }
}
