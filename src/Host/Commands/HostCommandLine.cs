using System.CommandLine;
using ActorInput.Host.Common;

namespace ActorInput.Host.Commands;

/// <summary>The command line of the program.</summary>
internal static class HostCommandLine
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Owns fleets of game emulators and feeds them button inputs. Options without a command are those of the demo.")
        {
            NodeCommands.CreateDemo(),
            NodeCommands.CreateNode(),
            EmulatorCommand.Create(),
            CheckCommand.Create(),
            SendCommand.Create(),
            StatusCommand.Create(),
            AgentCommand.Create(),
            CertCommands.Create(),
        };
        CommandLineRunner.ShowExamples(root, TypedCommand.Name, "demo", "--rom game.gb", "send emu-1 RIGHT RIGHT A", "status");
        return root;
    }

    public static Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error) =>
        new CommandLineRunner(Create(), TypedCommand.Name).RunAsync(Complete(arguments), output, error);

    /// <summary>Options without a command are those of the demo. Without any argument, help is shown.</summary>
    private static string[] Complete(string[] arguments) => arguments switch
    {
        [] => ["--help"],
        ["--help" or "--version", ..] => arguments,
        [['-', '-', ..], ..] => ["demo", .. arguments],
        _ => arguments,
    };
}
