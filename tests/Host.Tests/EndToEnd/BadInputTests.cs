using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>Requests that cannot be done are refused with the reason, and the game is unchanged.</summary>
public sealed class BadInputTests
{
    private const string Inputs = "/api/emulators/emu-1/inputs";
    private const string Batches = "/api/emulators/emu-1/batches";
    private const string Memory = "/api/emulators/emu-1/memory";

    // Path, body (null: a GET), status, code, and a word that the detail must contain.
    private static readonly (string Path, string? Body, int Status, string Code, string Names)[] Cases =
    [
        (Inputs, """{"inputs":"A JUMP"}""", 400, "badInput", "'JUMP'"),
        (Inputs, """{"inputs":"A LEFT+RIGHT"}""", 400, "badInput", "opposite directions"),
        (Batches, """{"inputs":["A","UP+B+DOWN:3"]}""", 400, "badInput", "inputs[1]: 'UP+B+DOWN:3'"),
        (Inputs, """{"inputs":"A:2/"}""", 400, "badInput", "'A:2/'"),
        (Inputs, """{"inputs":"A","wait":-1}""", 400, "badJson", "wait is -1"),
        (Batches, """{"inputs":["A"],"hold":"4"}""", 400, "badJson", "hold is a string"),
        (Batches, """{"inputs":["A","B*1000"],"hold":10,"wait":120}""", 400, "badInput", "inputs[1]: the input names 130000 frames"),
        (Inputs, """{"inputs":""}""", 400, "badInput", "inputs"),
        (Inputs, """{"inputs":"  , "}""", 400, "badInput", "inputs"),
        (Inputs, """{}""", 400, "badJson", "inputs is missing"),
        (Inputs, """{"inputs":["A"]}""", 400, "badJson", "an array"),
        (Inputs, """{"inputs":"A",}""", 400, "badJson", "line 1"),
        (Inputs, """{"inputs":"A" """, 400, "badJson", "line 1"),
        (Inputs, "", 400, "badJson", "empty"),
        (Inputs, """{"inputs":"\ud800"}""", 400, "badJson", "not Unicode"),
        (Inputs, """{"inputs":"A","holds":3}""", 400, "badJson", "'holds'"),
        (Inputs, """{"inputs":"A*1001"}""", 400, "badInput", "1000"),
        (Inputs, """{"inputs":"WAIT:100001"}""", 400, "badInput", "100000"),
        (Inputs, $$"""{"inputs":"{{Spaced("A", 100_000)}}"}""", 400, "badInput", "16384"),
        (Inputs, $$"""{"inputs":"{{Spaced("A", 2 * 1024 * 1024)}}"}""", 413, "bodyTooLarge", "1048576"),
        (Batches, $$"""{"inputs":["A"],"id":"{{new string('x', 1024 * 1024)}}"}""", 413, "bodyTooLarge", "1048576"),
        (Batches, $$"""{"inputs":[{{string.Join(',', Enumerable.Repeat("\"A\"", 65))}}]}""", 400, "badInput", "64"),
        (Batches, """{"inputs":[]}""", 400, "badInput", "inputs"),
        (Batches, """{"inputs":["A","B","NO"]}""", 400, "badInput", "'NO'"),
        (Batches, """{"inputs":["A"],"mode":"together"}""", 400, "badJson", "'together'"),
        (Inputs, $$"""{"inputs":"A","id":"{{new string('x', 129)}}"}""", 400, "invalidRequest", "129"),
        (Inputs, """{"inputs":"B","id":"used"}""", 409, "inputIdReused", "used"),
        (Inputs, """{"inputs":"A","deadlineMs":-5}""", 400, "badJson", "deadlineMs is -5"),
        (Inputs, """{"inputs":"A","deadlineMs":1000000000000}""", 400, "badJson", "deadlineMs"),
        ("/api/emulators/emu-9/inputs", """{"inputs":"A"}""", 404, "unknownEmulator", "emu-9"),
        ("/api/emulators/EMU!/inputs", """{"inputs":"A"}""", 400, "badEmulatorId", "EMU!"),
        ("/api/emulators/emu-9/state", null, 404, "unknownEmulator", "emu-9"),
        ($"{Memory}?address=0x10000&length=1", null, 400, "badAddress", "0x10000"),
        ($"{Memory}?address=0xFFF0&length=17", null, 400, "badAddress", "0xFFFF"),
        ($"{Memory}?address=-1", null, 400, "badAddress", "-1"),
        ($"{Memory}?address=0&length=8193", null, 400, "badAddress", "8193"),
    ];

    [Fact]
    public async Task BadRequests_OverARealNode_ChangeNothing()
    {
        await using var node = await NodeProcess.StartAsync("--emulators", "1", "--slots", "1");
        using (var first = await SendAsync(node, Inputs, """{"inputs":"A","id":"used"}"""))
            Assert.True(first.IsSuccessStatusCode, await first.Content.ReadAsStringAsync());
        var before = await HashAsync(node);
        var status = await node.StatusAsync("emu-1");

        foreach (var (path, body, expected, code, names) in Cases)
        {
            using var response = await SendAsync(node, path, body);
            var text = await response.Content.ReadAsStringAsync();
            var said = string.Create(CultureInfo.InvariantCulture, $"{path} {(body?.Length > 200 ? $"{body.Length} characters" : body)}: {(int)response.StatusCode} {text}");
            Assert.True(expected == (int)response.StatusCode, said);
            using var problem = JsonDocument.Parse(text);
            Assert.True(code == problem.RootElement.GetProperty("code").GetString(), said);
            Assert.True(problem.RootElement.GetProperty("detail").GetString()!.Contains(names, StringComparison.Ordinal), $"'{names}' is not named. {said}");
            Assert.True(text.Length < 2048, $"the answer is {text.Length} characters long: {path}");
        }

        Assert.Equal(before, await HashAsync(node));
        var after = await node.StatusAsync("emu-1");
        foreach (var member in new[] { "epoch", "sequence", "stepsApplied", "restarts" })
            Assert.Equal(status.GetProperty(member).GetInt64(), after.GetProperty(member).GetInt64());
        Assert.Equal("applied", (await node.PressAsync("emu-1", "RIGHT B")).GetProperty("outcome").GetString());
        (await node.LedgerAsync("emu-1")).AssertIs([0x01, 0x10, 0x02], "after all bad requests and one good one");
    }

    private static async Task<HttpResponseMessage> SendAsync(NodeProcess node, string path, string? body)
    {
        if (body is null)
            return await node.Client.GetAsync(path);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await node.Client.PostAsync(path, content);
    }

    private static async Task<string> HashAsync(NodeProcess node) =>
        (await node.Client.GetFromJsonAsync<JsonElement>("/api/emulators/emu-1/state")).GetProperty("stateHash").GetString()!;

    private static string Spaced(string button, int length) => string.Concat(Enumerable.Repeat($"{button} ", length / (button.Length + 1)));
}
