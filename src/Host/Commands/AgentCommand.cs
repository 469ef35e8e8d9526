using System.CommandLine;
using System.CommandLine.Parsing;
using ActorInput.Actors.Agents;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Host.Agents;
using ActorInput.Host.Common;

namespace ActorInput.Host.Commands;

/// <summary>The command <c>agent</c>: an example of an agent in a process of its own.</summary>
internal static class AgentCommand
{
    private const string DefaultInputs = "RIGHT A";

    public static Command Create()
    {
        var command = new HostCommand(
            "agent",
            "Run an agent: it joins a cluster, leases an emulator, sends inputs and releases the lease; exit code 0 when all inputs were applied, otherwise 1",
            "agent --seed 127.0.0.1:4053",
            "agent --seed 127.0.0.1:4053 --emulator emu-2 --inputs \"UP*3 B\" --count 100",
            "agent --config agent.json --cartridge DEMO --hold-lease 60 --json");
        var seed = new Option<string[]>("--seed") { Description = "A node of the cluster, by its cluster port; may be given several times", HelpName = "HOST:PORT" };
        var cluster = WholeOption.Create("--cluster", "PORT", "The agent's own port in the cluster; 0 takes a free one [default: 0]", 0, 65_535);
        var config = GameFileOptions.Place("--config", "FILE", "A configuration file (JSON), for example for TLS; a node's file can be used");
        var emulator = new Option<string?>("--emulator") { Description = "The emulator to lease [default: any]", HelpName = "ID" };
        var cartridge = new Option<string?>("--cartridge") { Description = "Lease an emulator with a cartridge of this title", HelpName = "TITLE" };
        var inputs = new Option<string>("--inputs") { Description = $"What to press each time [default: {DefaultInputs}]", HelpName = "INPUTS" };
        var count = WholeOption.Create("--count", "N", "How often [default: 20]", 0, 1_000_000);
        var wait = WholeOption.Create("--wait", "SECONDS", "How long to wait until an emulator is free [default: 30]", 0, 86_400);
        var join = WholeOption.Create("--join", "SECONDS", "How long joining the cluster may take [default: 20]", 1, 3_600);
        var hold = WholeOption.Create("--hold-lease", "SECONDS", "How long to keep the lease after the last input [default: 0]", 0, 86_400);
        var json = new Option<bool>("--json") { Description = "Print JSON objects, one a line" };
        foreach (var option in new Option[] { seed, cluster, config, emulator, cartridge, inputs, count, wait, join, hold, json })
            command.Options.Add(option);
        command.Validators.Add(result => Check(result, emulator, cartridge, inputs));
        command.SetAction((result, token) => AgentRunner.RunAsync(
            new AgentArguments(
                result.GetValue(seed) ?? [],
                result.GetValue(cluster) ?? 0,
                result.GetValue(config),
                new LeaseRequest
                {
                    Emulator = result.GetValue(emulator) is { } name ? EmulatorId.Parse(name) : null,
                    Cartridge = result.GetValue(cartridge),
                    Timeout = TimeSpan.FromSeconds(result.GetValue(wait) ?? 30),
                    Holder = "actorinput agent",
                },
                InputSequence.Parse(result.GetValue(inputs) ?? DefaultInputs),
                result.GetValue(count) ?? 20,
                TimeSpan.FromSeconds(result.GetValue(hold) ?? 0),
                TimeSpan.FromSeconds(result.GetValue(join) ?? 20),
                result.GetValue(json)),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error,
            token));
        return command;
    }

    private static void Check(CommandResult result, Option<string?> emulator, Option<string?> cartridge, Option<string> inputs)
    {
        if (result.GetValue(emulator) is { } name && !EmulatorId.TryParse(name, out _))
            result.AddError($"--emulator is '{name}'; {EmulatorId.Rule}.");
        if (result.GetValue(emulator) is not null && result.GetValue(cartridge) is not null)
            result.AddError("--emulator and --cartridge are given; one of them is allowed, or none.");
        if (result.GetValue(inputs) is { } text && !InputSequence.TryParse(text, InputLimits.Default, out _, out var error))
            result.AddError($"--inputs: {error.Describe(text)}");
    }
}
