using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActorInput.Emulation.Server;
using ActorInput.Emulation.Tests.Games;
using Microsoft.Extensions.Logging;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>A real server on a free port with fake games, and a client.</summary>
internal sealed class ServerFixture : IAsyncDisposable
{
    private readonly FakeGameFactory _factory;

    private ServerFixture(EmulatorServer server, FakeGameFactory factory)
    {
        Server = server;
        _factory = factory;
        Client = new HttpClient { BaseAddress = server.Games[0], Timeout = Bounded.Limit };
    }

    public EmulatorServer Server { get; }

    public HttpClient Client { get; }

    public FakeGame Game => _factory.Games[0];

    public IReadOnlyList<FakeGame> Games => _factory.Games;

    public static async Task<ServerFixture> StartAsync(EmulatorServerOptions? options = null, TimeProvider? time = null, ILoggerFactory? logs = null, int batterySize = 0)
    {
        var factory = new FakeGameFactory { BatterySize = batterySize };
        var server = await EmulatorServer.StartAsync(options ?? new EmulatorServerOptions(), factory, new FakePictureEncoder(), time, logs);
        return new ServerFixture(server, factory);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        Assert.All(Games, game => Assert.False(game.WasShared));
        _factory.Dispose();
    }

    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await Client.GetAsync(path), HttpStatusCode.OK);

    public async Task<JsonElement> PostAsync(string path, string json) => await ReadAsync(await SendAsync(path, json), HttpStatusCode.OK);

    public Task<HttpResponseMessage> SendAsync(string path, string json) =>
        Client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public async Task<byte[]> StateAsync() => await Client.GetByteArrayAsync("state");

    /// <summary>Puts a state with its hash.</summary>
    public Task<HttpResponseMessage> PutStateAsync(byte[] state, string query = "")
    {
        var content = new ByteArrayContent(state);
        content.Headers.Add("X-State-Sha256", Hash(state));
        return Client.PutAsync($"state{query}", content);
    }

    /// <summary>Sends a request that must be refused, and checks that the game is unchanged.</summary>
    public async Task<JsonElement> RefusedAsync(Func<HttpClient, Task<HttpResponseMessage>> send, HttpStatusCode status, string code)
    {
        var before = await StateAsync();
        var response = await send(Client);
        var problem = await ReadAsync(response, status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(before, await StateAsync());
        return problem;
    }

    public Task<JsonElement> RefusedAsync(string path, string json, HttpStatusCode status, string code) =>
        RefusedAsync(_ => SendAsync(path, json), status, code);

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"expected {status}, got {response.StatusCode}: {body}");
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }
}
