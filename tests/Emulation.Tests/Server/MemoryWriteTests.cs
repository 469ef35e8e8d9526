using System.Net;
using System.Text;
using System.Text.Json;
using ActorInput.Contracts.Messages;
using ActorInput.Emulation.Server;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>Writing memory and the battery of a real server's game over HTTP.</summary>
public sealed class MemoryWriteTests
{
    private static readonly GameWrite Nine = GameWrite.Memory(0xC200, new byte[] { 9, 10 });

    [Fact]
    public async Task Put_Memory_IsThereAndAnsweredWithTheHashOfTheStateNow()
    {
        await using var server = await ServerFixture.StartAsync();
        var before = (await server.GetAsync("state/hash")).GetProperty("stateHash").GetString();
        var answer = await PutAsync(server, "memory", """{"address":"0xC200","hex":"090A"}""");
        Assert.Equal((1, 1), (answer.GetProperty("applied").GetInt32(), answer.GetProperty("of").GetInt32()));
        var after = (await server.GetAsync("state/hash")).GetProperty("stateHash").GetString();
        Assert.Equal(after, answer.GetProperty("stateHash").GetString());
        Assert.NotEqual(before, after);
        Assert.Equal("00090a00", (await server.GetAsync("memory?address=0xC1FF&length=4")).GetProperty("hex").GetString());
    }

    [Fact]
    public async Task Put_TaggedTwice_IsDoneOnceAndAnsweredAlike()
    {
        await using var server = await ServerFixture.StartAsync();
        var first = await PutAsync(server, "memory?epoch=1&sequence=1&id=w", """{"address":"0xC200","hex":"090A"}""");
        await server.PostAsync("inputs", """{"inputs":["A"],"epoch":1,"sequence":2}""");
        await PutAsync(server, "memory?epoch=1&sequence=3", """{"address":"0xC200","hex":"01"}""");
        var again = await PutAsync(server, "memory?epoch=1&sequence=1&id=w", """{"address":"0xC200","hex":"090A"}""");
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal("010a", (await server.GetAsync("memory?address=0xC200&length=2")).GetProperty("hex").GetString());
        await server.RefusedAsync(client => client.PutAsync("memory?epoch=1&sequence=1", Json("""{"address":"0xC200","hex":"07"}""")), HttpStatusCode.Conflict, "sequenceReused");
        await server.RefusedAsync(client => client.PutAsync("memory?epoch=0&sequence=9", Json("""{"address":"0xC200","hex":"07"}""")), HttpStatusCode.Conflict, "staleEpoch");
    }

    [Fact]
    public async Task Put_WithAnId_IsAmongTheRecentInputsWithItsHash()
    {
        await using var server = await ServerFixture.StartAsync();
        var answer = await PutAsync(server, "memory?epoch=3&sequence=5&id=w-1", """{"address":"0xC200","hex":"090A"}""");
        var recent = Assert.Single((await server.GetAsync("inputs/recent")).GetProperty("inputs").EnumerateArray());
        Assert.Equal(("w-1", Nine.Text, 1, 1), (
            recent.GetProperty("id").GetString(), recent.GetProperty("input").GetString(), recent.GetProperty("applied").GetInt32(), recent.GetProperty("of").GetInt32()));
        Assert.Equal(answer.GetProperty("stateHash").GetString(), recent.GetProperty("stateHash").GetString());
    }

    [Fact]
    public async Task Put_WhoseFateIsAsked_IsResolvedAsAnInputIs()
    {
        await using var server = await ServerFixture.StartAsync();
        await PutAsync(server, "memory?epoch=1&sequence=1", """{"address":"0xC200","hex":"09"}""");
        await server.RefusedAsync(client => client.PutAsync("memory?epoch=1&sequence=2", Json("""{"address":"0xA000","hex":"09"}""")), HttpStatusCode.BadRequest, "memoryRange");
        var claim = await server.PostAsync("claim", """{"resolve":{"epoch":1,"sequence":1,"count":3}}""");
        Assert.Equal([1, 0, 0], claim.GetProperty("resolved").EnumerateArray().Select(fate => fate.GetProperty("applied").GetInt32()));
    }

    [Theory]
    [InlineData("", """{"hex":"09"}""", "invalidRequest")]
    [InlineData("", """{"address":"0xC200"}""", "invalidRequest")]
    [InlineData("", """{"address":"0xC200","hex":"9"}""", "invalidRequest")]
    [InlineData("", """{"address":"0xC200","hex":"0g"}""", "invalidRequest")]
    [InlineData("", """{"address":"0xC200","hex":""}""", "invalidRequest")]
    [InlineData("", """{"address":"0xC200","hex":"090a0b0c0d"}""", "invalidRequest")]
    [InlineData("", """{"address":"0xC200","hex":"09","length":1}""", "invalidRequest")]
    [InlineData("", """{"address":"0xC200","hex":"09","bank":1}""", "memoryBank")]
    [InlineData("", """{"address":"0xD200","hex":"09","bank":1}""", "memoryBank")]
    [InlineData("", """{"address":"0xD200","hex":"09","bank":512}""", "invalidRequest")]
    [InlineData("", """{"address":"0x10000","hex":"09"}""", "memoryRange")]
    [InlineData("", """{"address":"0xA000","hex":"09"}""", "memoryRange")]
    [InlineData("?id=w", """{"address":"0xC200","hex":"09"}""", "invalidRequest")]
    [InlineData("?epoch=1&sequence=1&id=w%20w", """{"address":"0xC200","hex":"09"}""", "invalidRequest")]
    [InlineData("", "", "malformedJson")]
    public async Task Put_MemoryThatBreaksARule_IsRefusedAndTheGameIsAsItWas(string query, string body, string code)
    {
        await using var server = await ServerFixture.StartAsync(new EmulatorServerOptions { MaxMemoryWrite = 4 });
        await server.RefusedAsync(client => client.PutAsync($"memory{query}", Json(body)), HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Put_ForAnotherLifeOfTheGame_IsRefused()
    {
        await using var server = await ServerFixture.StartAsync();
        await server.RefusedAsync(client => client.PutAsync("memory?game=other", Json("""{"address":"0xC200","hex":"09"}""")), HttpStatusCode.Conflict, "otherGame");
    }

    [Fact]
    public async Task Battery_PutAndGet_IsTheSameBytesAndARestKeepsWhatAFreshStartEmpties()
    {
        await using var server = await ServerFixture.StartAsync(batterySize: 32 * 1024);
        var bytes = Enumerable.Range(0, 32 * 1024).Select(i => (byte)(i * 5)).ToArray();
        using var put = await server.Client.PutAsync("battery", new ByteArrayContent(bytes));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(bytes, await server.Client.GetByteArrayAsync("battery"));
        await server.PostAsync("reset", "");
        Assert.Equal(bytes, await server.Client.GetByteArrayAsync("battery"));
        await server.PostAsync("fresh", "");
        Assert.All(await server.Client.GetByteArrayAsync("battery"), value => Assert.Equal(0xFF, value));
        await server.RefusedAsync(client => client.PutAsync("battery", new ByteArrayContent([1, 2, 3])), HttpStatusCode.BadRequest, "batteryLength");
        Assert.Equal(32 * 1024, (await server.GetAsync("capabilities")).GetProperty("batterySize").GetInt32());
    }

    [Fact]
    public async Task Battery_OfACartridgeWithoutOne_IsAClearProblem()
    {
        await using var server = await ServerFixture.StartAsync();
        await server.RefusedAsync(client => client.GetAsync("battery"), HttpStatusCode.UnprocessableEntity, "noBattery");
        await server.RefusedAsync(client => client.PutAsync("battery", new ByteArrayContent([1])), HttpStatusCode.UnprocessableEntity, "noBattery");
    }

    private static async Task<JsonElement> PutAsync(ServerFixture server, string path, string body)
    {
        using var response = await server.Client.PutAsync(path, Json(body));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
