using System.Net;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Tests.Gateway;

public sealed class CheckpointRouteTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly CheckpointInfo Info = new("gate", EmulatorId.Parse("emu-1"), "ab12", 203_000)
    {
        Cartridge = "DEMO",
        Identity = new GameIdentity(new string('c', 64), "mGBA", "0.10.1"),
        Epoch = 3,
        Sequence = 17,
        CreatedAt = new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero),
    };

    private const string InfoJson =
        """{"name":"gate","emulator":"emu-1","stateHash":"ab12","bytes":203000,"cartridge":"DEMO","cartridgeSha256":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc","core":{"name":"mGBA","version":"0.10.1"},"epoch":3,"sequence":17,"createdAt":"2026-05-04T03:02:01+00:00"}""";

    [Theory]
    [InlineData(null, null)]
    [InlineData("{}", null)]
    [InlineData("""{"name":"gate"}""", "gate")]
    public async Task Save_Done_IsCreated(string? body, string? name)
    {
        SaveCheckpoint? sent = null;
        var id = node.Emulator(message => new CheckpointSaved((sent = (SaveCheckpoint)message).Emulator, "gate", "ab12", 203_000, 3, 17));
        using var content = body is null ? null : new StringContent(body);
        using var response = await node.SendAsync(HttpMethod.Post, $"/api/emulators/{id}/checkpoints", content);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/api/checkpoints/gate", response.Headers.Location?.OriginalString);
        Assert.Equal(
            $$"""{"emulator":"{{id}}","name":"gate","stateHash":"ab12","bytes":203000,"epoch":3,"sequence":17}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(name, sent!.Name);
    }

    [Theory]
    [InlineData("gate", "gate")]
    [InlineData("fresh", "fresh")]
    public async Task Restore_Done_SaysSo(string name, string expected)
    {
        LoadCheckpoint? sent = null;
        var id = node.Emulator(message => new CommandDone((sent = (LoadCheckpoint)message).Emulator));
        using var response = await node.PostAsync($"/api/emulators/{id}/restore", $$"""{"checkpoint":"{{name}}"}""");
        Assert.Equal($$"""{"emulator":"{{id}}","done":"restore"}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(new LoadCheckpoint(EmulatorId.Parse(id), expected, null), sent);
    }

    [Theory]
    [InlineData("checkpoints", """{"name":"A gate"}""", "badCheckpointName", "name is 'A gate'; 1 to 64 characters")]
    [InlineData("checkpoints", """{"name":"fresh"}""", "badCheckpointName", "name is 'fresh'")]
    [InlineData("checkpoints", """{"name":"~emu-1"}""", "badCheckpointName", "name is '~emu-1'")]
    [InlineData("checkpoints", """{"name":7}""", "badJson", "name is a number")]
    [InlineData("checkpoints", """{"checkpoint":"gate"}""", "badJson", "'checkpoint' is not a member of this request; name are allowed.")]
    [InlineData("restore", "", "badJson", "The body is empty")]
    [InlineData("restore", "{}", "badJson", "checkpoint is missing; a string is expected.")]
    [InlineData("restore", """{"checkpoint":"../gate"}""", "badCheckpointName", "name is '../gate'")]
    [InlineData("restore", """{"checkpoint":"~emu-1"}""", "badCheckpointName", "name is '~emu-1'")]
    public async Task SaveOrRestore_BadBody_IsRefusedWithTheReason(string route, string body, string code, string detail)
    {
        var id = node.Emulator(message => throw new InvalidOperationException($"{message} was sent, though the request is bad."));
        using var response = await node.PostAsync($"/api/emulators/{id}/{route}", body);
        var problem = await TestNode.ProblemAsync(response, 400, code);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkpoints")]
    [InlineData("restore")]
    public async Task SaveOrRestore_BadOrUnknownEmulator_IsRefused(string route)
    {
        using var bad = await node.PostAsync($"/api/emulators/A!/{route}", """{"checkpoint":"gate"}""");
        await TestNode.ProblemAsync(bad, 400, "badEmulatorId");
        using var unknown = await node.PostAsync($"/api/emulators/none/{route}", route == "restore" ? """{"checkpoint":"gate"}""" : "{}");
        await TestNode.ProblemAsync(unknown, 404, "unknownEmulator");
    }

    [Theory]
    [InlineData(ReplyCode.UnknownCheckpoint, 404, "unknownCheckpoint")]
    [InlineData(ReplyCode.NotSupported, 422, "notSupported")]
    [InlineData(ReplyCode.ForeignState, 409, "foreignState")]
    [InlineData(ReplyCode.NodeUnreachable, 503, "nodeUnreachable")]
    [InlineData(ReplyCode.NoCapacity, 503, "noCapacity")]
    [InlineData(ReplyCode.NodeFault, 500, "nodeFault")]
    [InlineData(ReplyCode.GameLost, 409, "gameLost")]
    [InlineData(ReplyCode.ServerError, 502, "serverError")]
    public async Task SaveOrRestore_Failed_IsAProblem(ReplyCode code, int status, string name)
    {
        var id = node.Emulator(message => new RequestFailed(message.Emulator, code, "why"));
        using var save = await node.PostAsync($"/api/emulators/{id}/checkpoints", "{}");
        await TestNode.ProblemAsync(save, status, name);
        using var restore = await node.PostAsync($"/api/emulators/{id}/restore", """{"checkpoint":"gate"}""");
        await TestNode.ProblemAsync(restore, status, name);
    }

    [Fact]
    public async Task List_Some_IsAnArray()
    {
        node.Checkpoints = (message, _) => message is ListCheckpoints { ThisNodeOnly: false } ? new CheckpointList([Info]) : null;
        Assert.Equal($"[{InfoJson}]", await node.Client.GetStringAsync("/api/checkpoints"));
    }

    [Fact]
    public async Task Get_Known_IsWhatIsKnownOfIt()
    {
        node.Checkpoints = (message, _) => message is GetCheckpoint { Name: "gate" } ? new Checkpoint(Info, new byte[] { 1 }, default) : null;
        Assert.Equal(InfoJson, await node.Client.GetStringAsync("/api/checkpoints/gate"));
    }

    [Fact]
    public async Task Delete_Known_SaysHowManyCopies()
    {
        node.Checkpoints = (message, _) => message is DeleteCheckpoint { Name: "gate", ThisNodeOnly: false } ? new CheckpointStored("gate", 2) : null;
        using var response = await node.SendAsync(HttpMethod.Delete, "/api/checkpoints/gate", content: null);
        Assert.Equal("""{"name":"gate","copies":2}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task GetOrDelete_BadNameOrUnknown_IsRefused(string method)
    {
        node.Checkpoints = (message, _) => new RequestFailed(default, ReplyCode.UnknownCheckpoint, "none");
        using var bad = await node.SendAsync(new HttpMethod(method), "/api/checkpoints/~emu-1", content: null);
        await TestNode.ProblemAsync(bad, 400, "badCheckpointName");
        using var unknown = await node.SendAsync(new HttpMethod(method), "/api/checkpoints/gate", content: null);
        var problem = await TestNode.ProblemAsync(unknown, 404, "unknownCheckpoint");
        Assert.False(problem.TryGetProperty("emulator", out _));
    }
}
