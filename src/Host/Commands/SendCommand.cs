using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Inputs;
using ActorInput.Host.Common;
using ActorInput.Host.Gateway;

namespace ActorInput.Host.Commands;

/// <summary>The command <c>send</c>: presses buttons on an emulator of a running node.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var command = new HostCommand(
            "send",
            "Press buttons on an emulator of a running node and print the result; exit code 0 when all was applied, otherwise 1",
            "send emu-1 A B START",
            "send emu-1 \"RIGHT*5 WAIT:30 A+B\"",
            "send emu-1 \"A*5\" --hold 4 --wait 8");
        var emulator = new Argument<string>("EMULATOR") { Description = "The emulator, for example emu-1" };
        var inputs = new Argument<string[]>("INPUTS")
        {
            Description = "A, B, START, SELECT, UP, DOWN, LEFT, RIGHT; WAIT:30 (frames), RIGHT*5 (repeated), A+B (together), A:12 (held), A:2/30 (held 2, 30 after), A:2/0 (exactly 2 frames), [RIGHT]+A (RIGHT stays down)",
            Arity = ArgumentArity.OneOrMore,
        };
        var hold = WholeOption.Create("--hold", "FRAMES", "Frames that a press is held if it names no hold [default: the emulator server's]", 1, InputTiming.MaxFrames);
        var wait = WholeOption.Create("--wait", "FRAMES", "Frames that pass after a press if it names no wait, at least 1 [default: the emulator server's]", 0, InputTiming.MaxFrames);
        var id = new Option<string?>("--id") { Description = "Id of the input: an input with the same id presses nothing again and gets the first answer", HelpName = "ID" };
        var deadline = WholeOption.Create("--deadline", "MS", "Milliseconds that it may wait in the queue", 1, 86_400_000);
        var json = new Option<bool>("--json") { Description = "Print the node's JSON answer unchanged" };
        command.Arguments.Add(emulator);
        command.Arguments.Add(inputs);
        command.Options.Add(hold);
        command.Options.Add(wait);
        command.Options.Add(id);
        command.Options.Add(deadline);
        var address = new NodeAddress(command);
        command.Options.Add(json);
        command.Validators.Add(result => Check(result, emulator, inputs));
        command.SetAction((result, token) => RunAsync(
            address.Read(result),
            result.GetRequiredValue(emulator),
            new InputRequest
            {
                Inputs = string.Join(' ', result.GetRequiredValue(inputs)),
                Hold = result.GetValue(hold),
                Wait = result.GetValue(wait),
                Id = result.GetValue(id),
                DeadlineMs = result.GetValue(deadline),
            },
            result.GetValue(json),
            result.InvocationConfiguration.Output,
            token));
        return command;
    }

    private static void Check(CommandResult result, Argument<string> emulator, Argument<string[]> inputs)
    {
        // The library reports missing arguments; only given ones are checked here.
        if (result.GetResult(inputs) is not { Tokens.Count: > 0 })
            return;
        var name = result.GetValue(emulator);
        if (!EmulatorId.TryParse(name, out _))
            result.AddError($"'{name}' is not an emulator id; {EmulatorId.Rule}.");
        var text = string.Join(' ', result.GetValue(inputs) ?? []);
        // The node decides how large an input may be.
        if (!InputSequence.TryParse(text, InputLimits.Default, out _, out var error)
            && error.Fault is InputParseFault.Empty or InputParseFault.UnknownButton or InputParseFault.RepeatedButton or InputParseFault.OpposingDirections)
        {
            result.AddError(error.Describe(text));
        }
    }

    private static async Task<int> RunAsync(Uri node, string emulator, InputRequest request, bool json, TextWriter output, CancellationToken token)
    {
        using var client = new NodeClient(node);
        var body = JsonSerializer.SerializeToUtf8Bytes(request, GatewayJson.Instance.InputRequest);
        var answer = await client.SendAsync(HttpMethod.Post, $"api/emulators/{emulator}/inputs", body, token);
        if (json)
        {
            await output.WriteLineAsync(answer.Body);
            return answer.IsSuccess ? 0 : 1;
        }

        if (!answer.IsSuccess)
            throw new CommandException(client.Read(answer, GatewayJson.Instance.ProblemBody).Detail);
        var reply = client.Read(answer, GatewayJson.Instance.InputReplyBody);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{reply.Emulator}: applied {reply.Applied} of {reply.Of} in {reply.LatencyMs:0.#} ms (number {reply.Sequence}, epoch {reply.Epoch})"));
        return 0;
    }
}
