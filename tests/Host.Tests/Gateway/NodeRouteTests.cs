using System.Net;
using ActorInput.Actors.Hosting;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Tests.Gateway;

/// <summary>Each test has its own node, because it looks at the node as a whole.</summary>
public sealed class NodeRouteTests
{
    [Fact]
    public async Task List_SomeEmulators_IsAnArrayWithTheirAgents()
    {
        await using var node = await StartAsync(new TestNode { List = States(("emu-1", EmulatorState.Ready), ("emu-2", EmulatorState.Sequential)) });
        using var response = await node.Node.Client.GetAsync("/api/emulators");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var list = await TestNode.JsonAsync(response);
        Assert.Equal(
            [("emu-1", "ready", null), ("emu-2", "sequential", "demo")],
            list.EnumerateArray().Select(e => (e.GetProperty("id").GetString()!, e.GetProperty("state").GetString()!, e.GetProperty("agent").GetString())));
    }

    [Fact]
    public async Task Live_WithoutRegion_IsLive()
    {
        await using var node = await StartAsync(new TestNode { IsRegistered = false });
        using var response = await node.Node.Client.GetAsync("/health/live");
        Assert.Equal("""{"status":"live"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Ready_WithoutRegion_IsNot()
    {
        await using var node = await StartAsync(new TestNode { IsRegistered = false });
        using var before = await node.Node.Client.GetAsync("/health/ready");
        await TestNode.ProblemAsync(before, 503, "notReady");
        node.Node.List = States(("emu-1", EmulatorState.Ready), ("emu-2", EmulatorState.Ready));
        node.Node.Register();
        using var after = await node.Node.Client.GetAsync("/health/ready");
        Assert.Equal("""{"status":"ready"}""", await after.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Ready_NotYetAMember_IsNot()
    {
        await using var node = await StartAsync(new TestNode { List = States(("emu-1", EmulatorState.Ready), ("emu-2", EmulatorState.Ready)) });
        node.Node.Members.IsUp = false;
        using var before = await node.Node.Client.GetAsync("/health/ready");
        var problem = await TestNode.ProblemAsync(before, 503, "notReady");
        Assert.Equal("The node is joining its cluster.", problem.GetProperty("detail").GetString());
        node.Node.Members.IsUp = true;
        using var after = await node.Node.Client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Theory]
    [InlineData(EmulatorState.Recovering)]
    [InlineData(EmulatorState.Quarantined)]
    public async Task Ready_NoneOfItsEmulatorsPlays_IsNotReady(EmulatorState state)
    {
        await using var node = await StartAsync(new TestNode { List = States(("emu-1", state), ("emu-2", state), ("other", EmulatorState.Ready)) });
        using var response = await node.Node.Client.GetAsync("/health/ready");
        var problem = await TestNode.ProblemAsync(response, 503, "notReady");
        Assert.Equal("0 of 2 emulators have started; waiting for emu-1, emu-2.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData(EmulatorState.Ready, true)]
    [InlineData(EmulatorState.Sequential, true)]
    [InlineData(EmulatorState.Recovering, true)]
    [InlineData(EmulatorState.Quarantined, true)]
    [InlineData(EmulatorState.Starting, false)]
    public async Task Ready_OwnEmulators_AreToBePastStarting(EmulatorState state, bool ready)
    {
        await using var node = await StartAsync(new TestNode { List = States(("emu-1", EmulatorState.Ready), ("emu-2", state), ("other", EmulatorState.Starting)) });
        using var response = await node.Node.Client.GetAsync("/health/ready");
        if (ready)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return;
        }

        var problem = await TestNode.ProblemAsync(response, 503, "notReady");
        Assert.Equal("1 of 2 emulators have started; waiting for emu-2 (no slot).", problem.GetProperty("detail").GetString());
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Ready_OwnEmulatorNotListed_IsNot()
    {
        await using var node = await StartAsync(new TestNode { List = States(("emu-1", EmulatorState.Ready)) });
        using var response = await node.Node.Client.GetAsync("/health/ready");
        var problem = await TestNode.ProblemAsync(response, 503, "notReady");
        Assert.Equal("1 of 2 emulators have started; waiting for emu-2.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Write_NoAnswer_Is504ThatSaysItsFateIsUnknown()
    {
        await using var node = await StartAsync(new TestNode { Timeout = TimeSpan.FromMilliseconds(200) });
        var id = node.Node.Emulator(_ => null);
        using var response = await node.Node.PostAsync($"/api/emulators/{id}/inputs", """{"inputs":"A"}""");
        var problem = await TestNode.ProblemAsync(response, 504, "timeout");
        Assert.Contains("within 0.2 s. The request may have been carried out or may still be; it was not cancelled.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(("Result unknown", "unknown"), (problem.GetProperty("title").GetString(), problem.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Question_NoAnswer_Is504ThatSaysNothingChanged()
    {
        await using var node = await StartAsync(new TestNode { Timeout = TimeSpan.FromMilliseconds(200) });
        var id = node.Node.Emulator(_ => null);
        using var response = await node.Node.Client.GetAsync($"/api/emulators/{id}/screen.png");
        var problem = await TestNode.ProblemAsync(response, 504, "timeout");
        Assert.EndsWith("Nothing was changed.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyRequest_BeforeTheRegionIsUp_Is503()
    {
        await using var node = await StartAsync(new TestNode { IsRegistered = false, Timeout = TimeSpan.FromMilliseconds(200) });
        using var response = await node.Node.PostAsync("/api/emulators/emu-1/inputs", """{"inputs":"A"}""");
        await TestNode.ProblemAsync(response, 503, "notReady");
    }

    [Fact]
    public async Task AnyRequest_AnswerOfAnotherKind_Is500WithoutInsides()
    {
        await using var node = await StartAsync(new TestNode());
        var id = node.Node.Emulator(message => new CommandDone(message.Emulator));
        using var response = await node.Node.Client.GetAsync($"/api/emulators/{id}");
        var problem = await TestNode.ProblemAsync(response, 500, "internalError");
        Assert.DoesNotContain("Exception", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownPathOrMethod_IsAProblem()
    {
        await using var node = await StartAsync(new TestNode());
        using var path = await node.Node.Client.GetAsync("/api/nothing");
        await TestNode.ProblemAsync(path, 404, "notFound");
        using var method = await node.Node.Client.GetAsync("/api/emulators/emu-1/inputs");
        await TestNode.ProblemAsync(method, 405, "methodNotAllowed");
    }

    [Fact]
    public async Task Nodes_SomeMembers_AreToldWithWhatTheyReported()
    {
        await using var node = await StartAsync(new TestNode());
        node.Node.Members.Nodes =
        [
            new NodeStatus("akka.tcp://a@h:1", "up")
            {
                Roles = ["emulator", "gateway"], IsSelf = true, IsLeader = true, IsOldest = true, HttpAddress = "http://h:8080",
                SlotsTotal = 8, SlotsFree = 5, SlotsStatic = 2, Emulators = 3, OutstandingFrames = 420, ReportAge = TimeSpan.FromMilliseconds(120.7),
            },
            new NodeStatus("akka.tcp://a@h:2", "unreachable") { Roles = ["agent"] },
        ];
        using var response = await node.Node.Client.GetAsync("/api/nodes");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """[{"address":"akka.tcp://a@h:1","status":"up","roles":["emulator","gateway"],"isSelf":true,"isLeader":true,"isOldest":true,"http":"http://h:8080","""
            + """ "slots":{"total":8,"free":5,"static":2},"emulators":3,"outstandingFrames":420,"reportAgeMs":120},""".Trim()
            + """{"address":"akka.tcp://a@h:2","status":"unreachable","roles":["agent"],"isSelf":false,"isLeader":false,"isOldest":false,"http":null,"""
            + """ "slots":null,"emulators":null,"outstandingFrames":null,"reportAgeMs":null}]""".Trim(),
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task NodeWithoutTheRoleGateway_ServesProbesAndMetricsOnly()
    {
        await using var node = await StartAsync(new TestNode { Roles = ["emulator"], List = States(("emu-1", EmulatorState.Ready), ("emu-2", EmulatorState.Ready)) });
        foreach (var path in new[] { "/health/live", "/health/ready", "/metrics" })
        {
            using var served = await node.Node.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        }

        foreach (var path in new[] { "/", "/api/emulators", "/api/nodes", "/api/checkpoints", "/openapi/v1.json", "/scalar" })
        {
            using var refused = await node.Node.Client.GetAsync(path);
            await TestNode.ProblemAsync(refused, 404, "notFound");
        }

        using var press = await node.Node.PostAsync("/api/emulators/emu-1/inputs", """{"inputs":"A"}""");
        await TestNode.ProblemAsync(press, 404, "notFound");
    }

    [Theory]
    [InlineData("/", "text/html", "<title>ActorInput</title>")]
    [InlineData("/page.css", "text/css", "pixelated")]
    [InlineData("/page.js", "text/javascript", "screen.png")]
    [InlineData("/openapi/v1.json", "application/json", "/api/emulators/{id}/inputs")]
    [InlineData("/openapi/v1.json", "application/json", "/api/batches")]
    [InlineData("/openapi/v1.json", "application/json", "/api/leases/{lease}")]
    [InlineData("/openapi/v1.json", "application/json", "/api/checkpoints/{name}")]
    [InlineData("/openapi/v1.json", "application/json", "/api/nodes")]
    [InlineData("/scalar", "text/html", "ActorInput")]
    public async Task Page_Get_IsServed(string path, string type, string part)
    {
        await using var node = await StartAsync(new TestNode());
        using var response = await node.Node.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(part, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Files_LoadNothingFromElsewhere()
    {
        await using var node = await StartAsync(new TestNode());
        foreach (var path in new[] { "/", "/page.css", "/page.js" })
            Assert.DoesNotContain("http", (await node.Node.Client.GetStringAsync(path)).Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<RunningNode> StartAsync(TestNode node)
    {
        await node.InitializeAsync();
        return new RunningNode(node);
    }

    private static EmulatorList States(params (string Id, EmulatorState State)[] states) => new([.. states.Select(s =>
        new EmulatorStatus(EmulatorId.Parse(s.Id), s.State, "here") { Problem = s.State == EmulatorState.Starting ? "no slot" : null })]);
}
