using System.CommandLine;
using ActorInput.Host.Nodes;

namespace ActorInput.Host.Commands;

/// <summary>The commands that run a node: <c>demo</c> and <c>node</c>.</summary>
internal static class NodeCommands
{
    public static Command CreateDemo() => Create("demo", isDemo: true, """
        One node with four games, a demo agent that plays emu-2 to emu-4, and a page that shows them. emu-1 is yours.

        Examples:
          actorinput demo
          actorinput demo --emulators 8 --http 8090
          actorinput demo --rom game.gb --no-agent
        """);

    public static Command CreateNode() => Create("node", isDemo: false, """
        A node from configuration (appsettings.json, --config, environment variables such as ACTORINPUT__HTTP__PORT, these options; the last
        one wins).

        Examples:
          actorinput node --emulators 8
          actorinput node --emulators 2 --slot http://127.0.0.1:8081 --slot http://127.0.0.1:8082
          actorinput node --config config/static-slots.json
        """);

    private static Command Create(string name, bool isDemo, string description)
    {
        var command = new Command(name, description);
        var options = new NodeOptionSet(command, isDemo);
        command.SetAction((result, token) => NodeRunner.RunAsync(options.Read(result), result.InvocationConfiguration.Output, token));
        return command;
    }
}
