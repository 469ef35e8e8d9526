using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Host.Tests.Gateway;

namespace ActorInput.Host.Tests.Commands;

public sealed class ClientCommandTests(TestNode node) : IClassFixture<TestNode>
{
    private string Url => node.Client.BaseAddress!.ToString();

    [Fact]
    public async Task Send_Applied_SaysSoAndEndsWith0()
    {
        SendInput? sent = null;
        var id = node.Emulator(message => Reply(sent = (SendInput)message));
        var (code, output, error) = await HostCommandLineTests.RunAsync("send", id, "RIGHT", "right", "A:2/0", "--hold", "4", "--wait", "0", "--id", "x1", "--deadline", "500", "--url", Url);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal($"{id}: applied 3 of 3 in 61.2 ms (number 17, epoch 2)\n", output);
        Assert.Equal("RIGHT:4/1*2 A:2/0", sent!.Input.ToString());
        Assert.Equal(("x1", TimeSpan.FromMilliseconds(500)), (sent.Terms.Id, sent.Terms.Deadline));
    }

    [Fact]
    public async Task Send_NotApplied_SaysWhyAndEndsWith1()
    {
        var id = node.Emulator(message => Reply((SendInput)message) with { Outcome = InputOutcome.NotApplied, Applied = 0, Code = ReplyCode.ServerUnreachable, Detail = "The server is gone." });
        var (code, output, error) = await HostCommandLineTests.RunAsync("send", id, "A", "--url", Url);
        Assert.Equal((1, "", "The server is gone.\n"), (code, output, error));
    }

    [Fact]
    public async Task Send_Json_PrintsTheAnswerAsItIs()
    {
        var id = node.Emulator(message => Reply((SendInput)message));
        var (code, output, _) = await HostCommandLineTests.RunAsync("send", id, "A", "--json", "--url", Url);
        Assert.Equal(0, code);
        Assert.Equal($$"""{"emulator":"{{id}}","outcome":"applied","applied":1,"of":1,"epoch":2,"sequence":17,"latencyMs":61.2}""" + "\n", output);
        (code, output, _) = await HostCommandLineTests.RunAsync("send", "nobody", "A", "--json", "--url", Url);
        Assert.Equal(1, code);
        Assert.Contains("\"code\":\"unknownEmulator\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_Emulators_AreListed()
    {
        node.List = new([new EmulatorStatus(EmulatorId.Parse("emu-2"), EmulatorState.Sequential, "akka.tcp://actorinput@10.0.0.7:4053") { Cartridge = "DEMO [x]", StepsApplied = 12345 }]);
        var (code, output, error) = await HostCommandLineTests.RunAsync("status", "--url", Url);
        Assert.Equal((0, ""), (code, error));
        foreach (var part in new[] { "emu-2", "sequential", "DEMO [x]", "12345", "demo", " 10.0.0.7:4053\n" })
            Assert.Contains(part, output, StringComparison.Ordinal);
        (_, output, _) = await HostCommandLineTests.RunAsync("status", "--json", "--url", Url);
        Assert.StartsWith("[{\"id\":\"emu-2\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_FullWords_FitEightyColumns()
    {
        node.List = new(
        [
            .. Enumerable.Range(1, 12).Select(i => new EmulatorStatus(EmulatorId.Parse($"emu-4054-{i}"), EmulatorState.Sequential, "akka.tcp://actorinput@192.168.100.17:4053")
            {
                Cartridge = "POKEMON RED", StepsApplied = 1_234_567, Queued = 64, Restarts = 12, Slot = "embedded-1", Server = "http://127.0.0.1:34567/1/", Dialect = "actorinput",
            }),
            new EmulatorStatus(EmulatorId.Parse("late"), EmulatorState.Starting, "") { Problem = "No slot is free." },
        ]);
        var (_, output, _) = await HostCommandLineTests.RunAsync("status", "--url", Url);
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= 80, $"{line.Length} columns: {line}"));
        Assert.Equal(1 + (12 * 2) + 2, lines.Length);
        Assert.Equal("    restarted 12 times", lines[2]);
        Assert.Equal("    No slot is free.", lines[^1]);
    }

    [Fact]
    public async Task Status_NotANode_SaysSo()
    {
        var (code, _, error) = await HostCommandLineTests.RunAsync("status", "--url", $"{Url}elsewhere");
        Assert.Equal(1, code);
        Assert.Equal("There is nothing at /elsewhere/api/emulators.\n", error);

        await using var other = await OtherServer.StartAsync();
        (code, _, error) = await HostCommandLineTests.RunAsync("status", "--url", other.Address);
        Assert.Equal(1, code);
        Assert.StartsWith($"What answers at {other.Address}/ is not a node of ActorInput (status 200, text/html", error, StringComparison.Ordinal);
    }

    private static InputReply Reply(SendInput message) =>
        new(message.Emulator, InputOutcome.Applied, message.Input.Count, message.Input.Count, 2, 17, TimeSpan.FromMilliseconds(61.2));
}
