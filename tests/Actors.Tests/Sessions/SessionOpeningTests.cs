using System.Net;
using System.Net.Sockets;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Sessions;
using ActorInput.Contracts.Replies;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Actors.Tests.Sessions;

public sealed class SessionOpeningTests : IDisposable
{
    private readonly EmulatorSessionFactory _factory = new(TimeSpan.FromSeconds(60));

    public void Dispose() => _factory.Dispose();

    [Fact]
    public async Task Open_NothingListens_SaysWhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/1");
        listener.Stop();
        var opened = await _factory.OpenAsync(address, new SessionOptions(), 1, default);

        Assert.Equal(ReplyCode.ServerUnreachable, opened.Failure?.Code);
        Assert.Contains($"{address}/capabilities", opened.Failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NoKnownDialect_SaysWhatEachProbeAnswered()
    {
        var answers = new Dictionary<string, ScriptedAnswer>(StringComparer.Ordinal)
        {
            ["GET capabilities"] = new(200, "text/html", "<html>welcome"u8.ToArray()),
            ["GET status"] = ScriptedAnswer.Json("""{"status":"all good"}"""),
            ["GET health"] = new(501, "text/plain", []),
        };
        await using var server = await StartAsync(answers);
        var opened = await _factory.OpenAsync(server.Address, new SessionOptions(), 1, default);

        var detail = opened.Failure!.Detail;
        Assert.Equal(ReplyCode.ServerError, opened.Failure.Code);
        Assert.StartsWith($"Nothing at {server.Address}/ speaks a known dialect: ", detail, StringComparison.Ordinal);
        Assert.Contains("<html>welcome", detail, StringComparison.Ordinal);
        Assert.Contains("all good", detail, StringComparison.Ordinal);
        Assert.Contains("501", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Open_OwnServerInTrouble_IsNotTakenForLess(int status)
    {
        var answers = new Dictionary<string, ScriptedAnswer>(StringComparer.Ordinal)
        {
            ["GET capabilities"] = ScriptedAnswer.Problem(status, "stopping", "The game was stopped"),
            ["GET status"] = ScriptedAnswer.Json("""{"status":"not_initialized"}"""),
        };
        await using var server = await StartAsync(answers);
        var opened = await _factory.OpenAsync(server.Address, new SessionOptions(), 1, default);

        Assert.Contains("The game was stopped", opened.Failure?.Detail, StringComparison.Ordinal);
        Assert.Equal("GET capabilities", server.Asked);
    }

    [Fact]
    public async Task Open_OtherProtocol_Refused()
    {
        var answers = new Dictionary<string, ScriptedAnswer>(StringComparer.Ordinal)
        {
            ["GET capabilities"] = ScriptedAnswer.Json("""{"server":"actorinput","protocol":2,"game":"g"}"""),
        };
        await using var server = await StartAsync(answers);
        var opened = await _factory.OpenAsync(server.Address, new SessionOptions(), 1, default);

        Assert.Equal(ReplyCode.NotSupported, opened.Failure?.Code);
        Assert.Contains("protocol 2", opened.Failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ServerReplaced_SpeaksTheOtherDialect()
    {
        var answers = new Dictionary<string, ScriptedAnswer>(StringComparer.Ordinal) { ["GET health"] = ScriptedAnswer.Json("{}") };
        await using var server = await StartAsync(answers);
        var address = new Uri(server.Address + "/");
        Assert.Equal("direct", (await _factory.OpenAsync(address, new SessionOptions(), 1, default)).Value?.Info.Dialect);

        answers["GET status"] = ScriptedAnswer.Json("""{"status":"running","steps_taken":3}""");

        Assert.Equal("gym", (await _factory.OpenAsync(address, new SessionOptions(), 1, default)).Value?.Info.Dialect);
    }

    [Fact]
    public async Task Open_NoAnswer_EndsInTime()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/");
        var opened = await _factory.OpenAsync(address, new SessionOptions { OpenTimeout = TimeSpan.FromMilliseconds(200) }, 1, default).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(ReplyCode.ServerTimeout, opened.Failure?.Code);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("http://127.0.0.1/?game=1")]
    public async Task Open_NoGameAddress_Throws(string address)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _factory.OpenAsync(new Uri(address), new SessionOptions(), 1, default));

        Assert.Contains(address, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Factory_AskedOfANodesServices_IsMadeOfTheirOptions()
    {
        var collection = new ServiceCollection();
        collection.AddActorInputServices(new ActorInputOptions());
        using var services = collection.BuildServiceProvider();

        Assert.IsType<EmulatorSessionFactory>(services.GetRequiredService<IEmulatorSessionFactory>());
    }

    private static async Task<TableServer> StartAsync(IReadOnlyDictionary<string, ScriptedAnswer> answers)
    {
        var server = new TableServer(answers);
        await server.StartAsync();
        return server;
    }
}
