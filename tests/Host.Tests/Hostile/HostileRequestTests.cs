using System.Text;

namespace ActorInput.Host.Tests.Hostile;

/// <summary>A caller's HTTP fault is answered as such, or not at all if the caller hung up, and the log has no failure.</summary>
public sealed class HostileRequestTests
{
    private const int Mutations = 300;

    [Theory]
    [InlineData("gateway", "FFFFFFFFFFFFFFFFF\r\nx")]
    [InlineData("gateway", "7FFFFFFFFFFFFFFF\r\nx")]
    [InlineData("gateway", "-1\r\nx")]
    [InlineData("gateway", "zz\r\nx")]
    [InlineData("gateway", "4\r\n{}xx--\r\n")]
    [InlineData("emulator server", "FFFFFFFFFFFFFFFFF\r\nx")]
    [InlineData("emulator server", "7FFFFFFFFFFFFFFF\r\nx")]
    [InlineData("emulator server", "-1\r\nx")]
    [InlineData("emulator server", "zz\r\nx")]
    [InlineData("emulator server", "4\r\n{}xx--\r\n")]
    public async Task Body_WithABadChunk_IsTheCallersFault(string kind, string chunk)
    {
        await using var server = await HostileServer.StartAsync(kind);
        foreach (var write in server.Writes)
        {
            var status = await RawHttp.SendAsync(server.Address, Request(write, "Transfer-Encoding: chunked", chunk), RawEnd.Wait);
            Assert.True(status is 400 or 413 or 422, $"{write}: {status}");
        }

        await server.AssertNoFailureAsync();
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("emulator server")]
    public async Task HangUp_InTheMiddleOfABody_IsNoFailure(string kind)
    {
        await using var server = await HostileServer.StartAsync(kind);
        foreach (var write in server.Writes)
        {
            foreach (var end in new[] { RawEnd.Finish, RawEnd.Reset })
            {
                foreach (var request in new[] { Request(write, "Content-Length: 100", "{\"inputs\":"), Request(write, "Transfer-Encoding: chunked", "5\r\n{\"inp"), Form(write) })
                {
                    var status = await RawHttp.SendAsync(server.Address, request, end);
                    Assert.True(status is 0 or 400 or 422, $"{write} {end}: {status}");
                }
            }
        }

        await server.AssertNoFailureAsync();
    }

    /// <summary>Kestrel waits five seconds for a body that trickles.</summary>
    [Theory]
    [InlineData("gateway")]
    [InlineData("emulator server")]
    public async Task Body_ThatNeverComes_IsTheCallersFault(string kind)
    {
        await using var server = await HostileServer.StartAsync(kind);
        var statuses = await Task.WhenAll(new[] { "Content-Length: 100", "Transfer-Encoding: chunked" }.Select(header =>
            RawHttp.SendAsync(server.Address, Request($"POST {server.Inputs}", header, "5\r\n{\"inp"), RawEnd.Wait)));
        Assert.All(statuses, status => Assert.True(status is 0 or 408, $"{status}"));
        await server.AssertNoFailureAsync();
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("emulator server")]
    public async Task Requests_WithAnyBytesChanged_AreNoFailures(string kind)
    {
        await using var server = await HostileServer.StartAsync(kind);
        var good = Request($"POST {server.Inputs}", $"Content-Length: {server.Body.Length}\r\nContent-Type: application/json\r\nIdempotency-Key: k", server.Body);
        Assert.Equal(200, await RawHttp.SendAsync(server.Address, good, RawEnd.Wait));
        var chunked = Request($"POST {server.Inputs}", "Transfer-Encoding: chunked", $"{server.Body.Length:x}\r\n{server.Body}\r\n0\r\n\r\n");
        Assert.Equal(200, await RawHttp.SendAsync(server.Address, chunked, RawEnd.Wait));

        var random = new Random(20);
        for (var i = 0; i < Mutations; i++)
        {
            var seed = random.Next();
            var bytes = Mutate(i % 2 == 0 ? good : chunked, new Random(seed));
            var status = await RawHttp.SendAsync(server.Address, bytes, (i % 4) switch { 0 => RawEnd.Reset, 1 => RawEnd.Finish, _ => RawEnd.WaitBriefly });
            Assert.True(status is < 500 or 501 or 505, $"{status} to seed {seed}: {Encoding.Latin1.GetString(bytes)}");
        }

        await server.AssertNoFailureAsync();
    }

    private static byte[] Request(string write, string headers, string body) =>
        Encoding.Latin1.GetBytes($"{write} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n{body}");

    private static byte[] Form(string write) => Request(
        write, "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000", "--b\r\nContent-Disposition: form-data; name=\"checkpoint\"; filename=\"x\"\r\n\r\nhalf");

    /// <summary>Cuts a request, or changes, adds or removes some of its bytes.</summary>
    private static byte[] Mutate(byte[] request, Random random)
    {
        var bytes = request.ToList();
        if (random.Next(3) == 0)
            return [.. bytes.Take(random.Next(bytes.Count))];
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var place = random.Next(bytes.Count);
            var value = (byte)(random.Next(2) == 0 ? random.Next(256) : bytes[random.Next(bytes.Count)]);
            switch (random.Next(3))
            {
                case 0:
                    bytes[place] = value;
                    break;
                case 1:
                    bytes.Insert(place, value);
                    break;
                default:
                    bytes.RemoveAt(place);
                    break;
            }
        }

        return [.. bytes];
    }
}
