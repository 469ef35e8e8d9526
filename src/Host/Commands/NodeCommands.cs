using System.CommandLine;
using ActorInput.Host.Common;
using ActorInput.Host.Nodes;

namespace ActorInput.Host.Commands;

/// <summary>The commands that run a node: <c>demo</c> and <c>node</c>.</summary>
internal static class NodeCommands
{
    public static Command CreateDemo() => Create(isDemo: true, new HostCommand(
        "demo",
        "Run one node with four games, a demo agent that plays emu-2 to emu-4, and a page that shows them; emu-1 is for you",
        "demo",
        "demo --emulators 8 --http 8090",
        "demo --rom game.gb --no-agent"));

    public static Command CreateNode() => Create(isDemo: false, new HostCommand(
        "node",
        "Run a node, configured by appsettings.json, --config, environment (ACTORINPUT__HTTP__PORT=8090) and these options; the last one wins",
        "node --emulators 8",
        "node --emulators 2 --slot http://127.0.0.1:8081 --slot http://127.0.0.1:8082",
        "node --config config/static-slots.json"));

    private static HostCommand Create(bool isDemo, HostCommand command)
    {
        var options = new NodeOptionSet(command, isDemo);
        command.SetAction((result, token) => NodeRunner.RunAsync(options.Read(result), result.InvocationConfiguration.Output, token));
        return command;
    }
}
