using System.CommandLine;
using System.Globalization;
using ActorInput.Host.Gateway;
using Spectre.Console;

namespace ActorInput.Host.Commands;

/// <summary>The command <c>status</c>: what the emulators of a running node are doing.</summary>
internal static class StatusCommand
{
    private const int PipeWidth = 200;

    public static Command Create()
    {
        var command = new HostCommand(
            "status",
            "Show the emulators that a running node knows",
            "status",
            "status --http 8090 --json");
        var address = new NodeAddress(command);
        var json = new Option<bool>("--json") { Description = "Print the node's answer as it is" };
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
        if (json)
            await output.WriteLineAsync(answer.Body);
        else
            Show(client.Read(answer, GatewayJson.Instance.EmulatorBodyArray), output);
        return 0;
    }

    private static void Show(EmulatorBody[] emulators, TextWriter output)
    {
        var table = new Table().RoundedBorder().AddColumns("Emulator", "State", "Dialect", "Cartridge");
        foreach (var number in new[] { "Epoch", "Queued", "Steps", "Restarts" })
            table.AddColumn(new TableColumn(number).RightAligned());
        table.AddColumns("Agent", "Node", "Slot", "Problem");
        foreach (var e in emulators)
        {
            table.AddRow(new[]
            {
                e.Id, Problems.Name(e.State), e.Dialect, e.Cartridge, Number(e.Epoch), Number(e.Queued + e.InFlight), Number(e.StepsApplied), Number(e.Restarts),
                e.Agent, Place(e.Node), e.Slot, e.Problem,
            }.Select(text => Markup.Escape(text ?? "-")).ToArray());
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
            console.Profile.Width = PipeWidth;
        console.Write(table);
    }

    /// <summary>Host and port of a node; what is before them is the same for all of a cluster. A dash where no node is known.</summary>
    private static string Place(string? node) => string.IsNullOrEmpty(node) ? "-" : node[(node.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
