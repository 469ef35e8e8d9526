using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;

namespace ActorInput.Host.Tests.Gateway;

/// <summary>Writing a game's memory and its battery over HTTP, and reading banks and the battery.</summary>
public sealed class MemoryWriteRouteTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly string Hash = new('a', 64);

    [Theory]
    [InlineData("""{"address":"0xC100","hex":"52ff"}""", "memory 0xC100 2 bytes", null)]
    [InlineData("""{"address":"53248","hex":"52FF","bank":3,"id":"w-1"}""", "memory 0xD000 bank 3 2 bytes", "w-1")]
    public async Task Write_Memory_IsSentAsAskedAndAnsweredWithTheHash(string body, string text, string? key)
    {
        WriteGame? sent = null;
        var id = Applying(write => sent = write);
        using var response = await PutAsync($"/api/emulators/{id}/memory", Json(body));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith(text, sent!.Write.Text, StringComparison.Ordinal);
        Assert.Equal([0x52, 0xFF], sent.Write.Bytes.ToArray());
        Assert.Equal(key, sent.Terms.Id);
        Assert.Equal(
            $$"""{"emulator":"{{id}}","outcome":"applied","applied":1,"of":1,"epoch":2,"sequence":17,"latencyMs":1,"stateHash":"{{Hash}}"}""",
            await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"hex":"52"}""", "badJson", "address is missing")]
    [InlineData("""{"address":"0xC100"}""", "badJson", "hex is missing")]
    [InlineData("""{"address":"0xC100","hex":"5"}""", "badAddress", "hex is '5' (1 characters); two hexadecimal digits")]
    [InlineData("""{"address":"0xC100","hex":"zz"}""", "badAddress", "hex is 'zz'")]
    [InlineData("""{"address":"0xC100","hex":""}""", "badAddress", "hex is ''")]
    [InlineData("""{"address":"0x10000","hex":"00"}""", "badAddress", "address is '0x10000'")]
    [InlineData("""{"address":"0xFFFF","hex":"0000"}""", "badAddress", "reach beyond 65535")]
    [InlineData("""{"address":"0xC100","hex":"00","bank":1}""", "badAddress", "0xC100 is not switched")]
    [InlineData("""{"address":"0x7FFF","hex":"0000","bank":1}""", "badAddress", "leave the bank, which ends at 0x7FFF")]
    [InlineData("""{"address":"0xA000","hex":"00","bank":512}""", "badJson", "bank is 512; a whole number from 0 to 511")]
    [InlineData("""{"address":"0xC100","hex":"00","length":1}""", "badJson", "'length' is not a member")]
    public async Task Write_MemoryThatBreaksARule_IsRefusedAndNothingIsSent(string body, string code, string detail)
    {
        var id = node.Emulator(message => throw new InvalidOperationException($"{message} was sent."));
        using var response = await PutAsync($"/api/emulators/{id}/memory", Json(body));
        var problem = await TestNode.ProblemAsync(response, 400, code);
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Battery_IsSentByteForByteWithKeyAndLease()
    {
        WriteGame? sent = null;
        var id = Applying(write => sent = write);
        var lease = LeaseToken.Create(id, 3).Value;
        var bytes = Enumerable.Range(0, 1_024).Select(i => (byte)(i * 7)).ToArray();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/emulators/{id}/battery") { Content = Binary(bytes) };
        request.Headers.Add("Idempotency-Key", "b-1");
        request.Headers.Add("Lease", lease);
        using var response = await node.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(sent!.Write.IsBattery);
        Assert.Equal(bytes, sent.Write.Bytes.ToArray());
        Assert.Equal(("b-1", lease), (sent.Terms.Id, sent.Terms.Lease));
    }

    [Fact]
    public async Task Write_BatteryThatIsEmpty_IsRefused()
    {
        var id = node.Emulator(message => throw new InvalidOperationException($"{message} was sent."));
        using var response = await PutAsync($"/api/emulators/{id}/battery", Binary([]));
        var problem = await TestNode.ProblemAsync(response, 400, "invalidRequest");
        Assert.Contains("the battery has 0 bytes", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InputOutcome.Unknown, ReplyCode.ServerTimeout, 409, "serverTimeout")]
    [InlineData(InputOutcome.NotSupported, ReplyCode.NotSupported, 422, "notSupported")]
    [InlineData(InputOutcome.NotApplied, ReplyCode.Leased, 423, "leased")]
    [InlineData(InputOutcome.Overloaded, ReplyCode.QueueFull, 429, "queueFull")]
    public async Task Write_ThatIsNotSurelyApplied_IsAProblem(InputOutcome outcome, ReplyCode code, int status, string name)
    {
        var id = node.Emulator(message => new InputReply(message.Emulator, outcome, 0, 1, 2, 0, TimeSpan.Zero) { Code = code, Detail = "why" });
        using var memory = await PutAsync($"/api/emulators/{id}/memory", Json("""{"address":"0xC100","hex":"00"}"""));
        await TestNode.ProblemAsync(memory, status, name);
        using var battery = await PutAsync($"/api/emulators/{id}/battery", Binary([1]));
        await TestNode.ProblemAsync(battery, status, name);
    }

    [Fact]
    public async Task Read_Battery_IsItsBytes()
    {
        var id = node.Emulator(message => new BatteryReply(((ReadBattery)message).Emulator, new byte[] { 1, 0, 255 }));
        using var response = await node.Client.GetAsync($"/api/emulators/{id}/battery");
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal([1, 0, 255], await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Read_BatteryThatIsNotThere_IsAProblem()
    {
        var id = node.Emulator(message => new RequestFailed(message.Emulator, ReplyCode.NotSupported, "no battery"));
        using var response = await node.Client.GetAsync($"/api/emulators/{id}/battery");
        await TestNode.ProblemAsync(response, 422, "notSupported");
    }

    [Theory]
    [InlineData("bank=3", 3)]
    [InlineData("bank=0x1F", 31)]
    public async Task Read_MemoryOfABank_AsksForItAndSaysSo(string query, int bank)
    {
        ReadMemory? asked = null;
        var id = node.Emulator(message =>
        {
            asked = (ReadMemory)message;
            return new MemoryReply(message.Emulator, asked.Address, new byte[] { 7 }) { Bank = asked.Bank };
        });
        using var response = await node.Client.GetAsync($"/api/emulators/{id}/memory?address=0xA000&{query}");
        Assert.Equal(bank, asked?.Bank);
        Assert.Equal($$"""{"address":"0xA000","length":1,"hex":"07","bank":{{bank}}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("address=0xC000&bank=1", "0xC000 is not switched")]
    [InlineData("address=0xA000&bank=x", "bank is 'x'; 0 to 511")]
    [InlineData("address=0xA000&bank=512", "bank is 512; 0 to 511")]
    [InlineData("address=0xDFFF&length=2&bank=1", "ends at 0xDFFF")]
    public async Task Read_MemoryOfABankThatIsNone_IsRefused(string query, string detail)
    {
        var id = node.Emulator(message => throw new InvalidOperationException($"{message} was sent."));
        using var response = await node.Client.GetAsync($"/api/emulators/{id}/memory?{query}");
        var problem = await TestNode.ProblemAsync(response, 400, "badAddress");
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private EmulatorId Applying(Action<WriteGame> seen) => EmulatorId.Parse($"{node.Emulator(message =>
    {
        seen((WriteGame)message);
        return new InputReply(message.Emulator, InputOutcome.Applied, 1, 1, 2, 17, TimeSpan.FromMilliseconds(1)) { StateHash = Hash };
    })}");

    private Task<HttpResponseMessage> PutAsync(string path, HttpContent content) => node.Client.PutAsync(path, content);

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static ByteArrayContent Binary(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }
}
