using System.Net;
using System.Text;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Tests.Gateway;

public sealed class GameRouteTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3];

    [Fact]
    public async Task State_Known_IsTheDialectsWithOurMembers()
    {
        var id = node.Emulator(message => message switch
        {
            GetStatus => Status(message) with { Dialect = "gym" },
            GetState => new StateReply(message.Emulator, """{"location":"PALLET","coordinates":[3,4],"emulator":"theirs"}"""u8.ToArray(), "ab12"),
            _ => null,
        });
        using var response = await node.Client.GetAsync($"/api/emulators/{id}/state");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            $$"""{"emulator":"{{id}}","dialect":"gym","stateHash":"ab12","location":"PALLET","coordinates":[3,4]}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task State_ServerCannotHash_HasANullHash()
    {
        var id = node.Emulator(message => message is GetStatus ? Status(message) : new StateReply(message.Emulator, "{}"u8.ToArray(), null));
        using var response = await node.Client.GetAsync($"/api/emulators/{id}/state");
        Assert.Equal($$"""{"emulator":"{{id}}","dialect":null,"stateHash":null}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Screen_Known_IsThePng()
    {
        var id = node.Emulator(message => new ScreenReply(message.Emulator, Png));
        using var response = await node.Client.GetAsync($"/api/emulators/{id}/screen.png");
        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal(Png, await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("?address=0xC100&length=4", 0xC100, 4)]
    [InlineData("?address=0xc100&length=0x4", 0xC100, 4)]
    [InlineData("?address=49408&length=4", 0xC100, 4)]
    [InlineData("?address=0&length=8192", 0, 8192)]
    [InlineData("?address=0xFFFF", 0xFFFF, 1)]
    public async Task Memory_WithinBounds_IsReadAsAsked(string query, int address, int length)
    {
        ReadMemory? asked = null;
        var id = node.Emulator(message =>
        {
            asked = (ReadMemory)message;
            return new MemoryReply(message.Emulator, asked.Address, new byte[] { 0x52, 0x45, 0x0A, 0xFF });
        });
        using var response = await node.Client.GetAsync($"/api/emulators/{id}/memory{query}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((address, length), (asked!.Address, asked.Length));
        Assert.Equal($$"""{"address":"0x{{address:X4}}","length":4,"hex":"52450aff"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("", "address is missing")]
    [InlineData("?address=C100", "address is 'C100'; 0x0000 to 0xFFFF is allowed")]
    [InlineData("?address=0x10000", "address is '0x10000'")]
    [InlineData("?address=-1", "address is '-1'")]
    [InlineData("?address=0x", "address is '0x'")]
    [InlineData("?address=0xFFFFFFFF", "address is '0xFFFFFFFF'")]
    [InlineData("?address=99999999999", "address is '99999999999'")]
    [InlineData("?address=0xC000&length=0", "length is '0'; 1 to 8192 is allowed.")]
    [InlineData("?address=0xC000&length=8193", "length is '8193'")]
    [InlineData("?address=0xC000&length=many", "length is 'many'")]
    [InlineData("?address=0xFFFF&length=2", "2 bytes from 0xFFFF leave the memory")]
    public async Task Memory_OutOfBounds_IsRefused(string query, string detail)
    {
        var id = node.Emulator(message => throw new InvalidOperationException($"{message} was sent."));
        using var response = await node.Client.GetAsync($"/api/emulators/{id}/memory{query}");
        var problem = await TestNode.ProblemAsync(response, 400, "badAddress");
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReplyCode.UnknownEmulator, 404, "unknownEmulator")]
    [InlineData(ReplyCode.InvalidRequest, 400, "invalidRequest")]
    [InlineData(ReplyCode.NotSupported, 422, "notSupported")]
    [InlineData(ReplyCode.ServerError, 502, "serverError")]
    [InlineData(ReplyCode.ServerTimeout, 504, "serverTimeout")]
    [InlineData(ReplyCode.ServerUnreachable, 503, "serverUnreachable")]
    [InlineData(ReplyCode.Quarantined, 503, "quarantined")]
    [InlineData(ReplyCode.ShuttingDown, 503, "shuttingDown")]
    public async Task AnyQuestion_Failed_IsAProblem(ReplyCode code, int status, string name)
    {
        var id = node.Emulator(message => new RequestFailed(message.Emulator, code, "why"));
        foreach (var path in new[] { "", "/state", "/screen.png", "/memory?address=0" })
        {
            using var response = await node.Client.GetAsync($"/api/emulators/{id}{path}");
            var problem = await TestNode.ProblemAsync(response, status, name);
            Assert.Equal("why", problem.GetProperty("detail").GetString());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/state")]
    [InlineData("/screen.png")]
    [InlineData("/memory?address=0")]
    public async Task AnyQuestion_BadId_Is400(string path)
    {
        using var response = await node.Client.GetAsync($"/api/emulators/{new string('x', 65)}{path}");
        await TestNode.ProblemAsync(response, 400, "badEmulatorId");
    }

    [Theory]
    [InlineData("release", typeof(ReleaseQuarantine))]
    [InlineData("reset", typeof(ResetGame))]
    public async Task Command_Done_SaysSo(string command, Type expected)
    {
        IWithEmulatorId? sent = null;
        var id = node.Emulator(message => new CommandDone((sent = message).Emulator));
        using var response = await node.SendAsync(HttpMethod.Post, $"/api/emulators/{id}/{command}", content: null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($$"""{"emulator":"{{id}}","done":"{{command}}"}""", await response.Content.ReadAsStringAsync());
        Assert.IsType(expected, sent);
    }

    [Fact]
    public async Task Command_Failed_IsAProblem()
    {
        var id = node.Emulator(message => new RequestFailed(message.Emulator, ReplyCode.NotSupported, "cannot"));
        using var response = await node.SendAsync(HttpMethod.Post, $"/api/emulators/{id}/reset", content: null);
        await TestNode.ProblemAsync(response, 422, "notSupported");
    }

    [Fact]
    public async Task Get_Known_TellsAllOfIt()
    {
        var id = node.Emulator(message => Status(message) with { Slot = "s", Server = "http://h/1/", Dialect = "gym", Cartridge = "DEMO", Identity = new GameIdentity("ab12", "mGBA", "0.10.1"), Queued = 3, Problem = "é <slow>" });
        using var response = await node.Client.GetAsync($"/api/emulators/{id}");
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            $$"""{"id":"{{id}}","state":"ready","node":"here","slot":"s","server":"http://h/1/","dialect":"gym","cartridge":"DEMO","cartridgeSha256":"ab12","core":{"name":"mGBA","version":"0.10.1"},"epoch":4,"""
            + """ "sequence":5,"queued":3,"inFlight":0,"stepsApplied":0,"restarts":0,"lease":null,"agent":null,"problem":"é <slow>"}""".Trim(),
            text);
    }

    private static EmulatorStatus Status(IWithEmulatorId message) => new(message.Emulator, EmulatorState.Ready, "here") { Epoch = 4, Sequence = 5 };
}
