using System.CommandLine;
using ActorInput.Host.Common;
using ActorInput.Host.Gateway;

namespace ActorInput.Host.Commands;

/// <summary>The command <c>status</c>: what the emulators of a running node are doing.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new HostCommand(
            "status",
            "Show the emulators that a running node knows",
            "status",
            "status --http 8090 --json");
        var address = new NodeAddress(command);
        var json = new Option<bool>("--json") { Description = "Print the node's JSON answer unchanged" };
        command.Options.Add(json);
        command.SetAction((result, token) => RunAsync(address.Read(result), result.GetValue(json), result.InvocationConfiguration.Output, token));
        return command;
    }

    private static async Task<int> RunAsync(Uri node, bool json, TextWriter output, CancellationToken token)
    {
        using var client = new NodeClient(node);
        var answer = await client.SendAsync(HttpMethod.Get, "api/emulators", null, token);
        if (!answer.IsSuccess)
            throw new CommandException(client.Read(answer, GatewayJson.Instance.ProblemBody).Detail);
        foreach (var line in json ? [answer.Body] : StatusTable.Lines(client.Read(answer, GatewayJson.Instance.EmulatorBodyArray)))
            await output.WriteLineAsync(line);
        return 0;
    }
}
