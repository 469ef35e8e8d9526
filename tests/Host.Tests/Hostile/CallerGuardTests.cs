using System.Text;

namespace ActorInput.Host.Tests.Hostile;

/// <summary>
/// A web page's owner can let a host name point to 127.0.0.1. The page's requests then have that name as host and as origin, and its scripts may read
/// the answers. Therefore only local names are answered on loopback.
/// </summary>
public sealed class CallerGuardTests
{
    [Theory]
    [InlineData("gateway")]
    [InlineData("emulator server")]
    public async Task Request_ByAForeignHost_IsRefused(string kind)
    {
        await using var server = await HostileServer.StartAsync(kind);
        foreach (var host in new[] { "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "192.168.1.1:8080", "[2001:db8::1]", "xn--lcalhost-f1a", "0.0.0.0" })
        {
            Assert.Equal(403, await SendAsync(server, $"POST {server.Inputs}", host, $"Origin: http://{host}", server.Body));
            Assert.Equal(403, await SendAsync(server, $"GET {server.Reads}", host, "Accept: */*", ""));
        }
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("emulator server")]
    public async Task Request_ByALocalName_IsAnswered(string kind)
    {
        await using var server = await HostileServer.StartAsync(kind);
        foreach (var host in new[] { "localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:8080", "127.1.2.3", "[::1]", "[::1]:8080" })
            Assert.Equal(200, await SendAsync(server, $"POST {server.Inputs}", host, $"Origin: http://{host}", server.Body));
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("emulator server")]
    public async Task Request_ByAnAllowedHost_IsAnswered(string kind)
    {
        await using var server = await HostileServer.StartAsync(kind, "games.example");
        Assert.Equal(200, await SendAsync(server, $"POST {server.Inputs}", "Games.example:80", "Accept: */*", server.Body));
        Assert.Equal(200, await SendAsync(server, $"POST {server.Inputs}", "localhost", "Accept: */*", server.Body));
        Assert.Equal(403, await SendAsync(server, $"POST {server.Inputs}", "evil.example", "Accept: */*", server.Body));
    }

    [Theory]
    [InlineData("gateway", "Origin: http://evil.example")]
    [InlineData("gateway", "Origin: null")]
    [InlineData("gateway", "Sec-Fetch-Site: cross-site")]
    [InlineData("emulator server", "Origin: http://evil.example")]
    [InlineData("emulator server", "Origin: null")]
    [InlineData("emulator server", "Sec-Fetch-Site: cross-site")]
    public async Task Write_ByAPageFromElsewhere_IsRefused(string kind, string header)
    {
        await using var server = await HostileServer.StartAsync(kind);
        foreach (var write in server.Writes)
            Assert.Equal(403, await SendAsync(server, write, "localhost", header, server.Body));
    }

    private static Task<int> SendAsync(HostileServer server, string line, string host, string header, string body) =>
        RawHttp.SendAsync(server.Address, Encoding.Latin1.GetBytes($"{line} HTTP/1.1\r\nHost: {host}\r\n{header}\r\nContent-Length: {body.Length}\r\n\r\n{body}"), RawEnd.Wait);
}
