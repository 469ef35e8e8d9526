using System.Buffers;
using System.Net;
using System.Text;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Server;
using ActorInput.Emulation.Server.Endpoints;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Tests.Games;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ActorInput.Emulation.Tests.Server;

/// <summary>Routes of a dialect that knows nothing of tags and uses pipes, as the pokemon-gym one does.</summary>
public sealed class TaggedWriteMiddlewareTests : IAsyncLifetime
{
    private readonly GameWorkers _workers = new(1);
    private GameRunner _runner = null!;
    private WebApplication _application = null!;
    private HttpClient _client = null!;
    private int _calls;

    public async Task InitializeAsync()
    {
        var fake = new FakeGame();
        _runner = new GameRunner(fake, _workers, GameSpeed.Unlimited, TimeProvider.System);
        var game = new HostedGame(
            _runner, fake.StateSize, CartridgeInfo.Of([]), new FakeGameFactory().Identity, new EmulatorServerOptions(), new FakePictureEncoder(), TimeProvider.System,
            stateFolder: Path.GetTempPath(), reader: null);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _application = builder.Build();
        _application.UseMiddleware<ProblemMiddleware>();
        _application.UseRouting();
        _application.UseMiddleware<TaggedWriteMiddleware>();
        _application.MapPost("/echo", (RequestDelegate)EchoAsync).WithMetadata(game);
        _application.MapGet("/echo", (RequestDelegate)EchoAsync).WithMetadata(game);
        await _application.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_application.Urls.Single()), Timeout = Bounded.Limit };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
        await _runner.DisposeAsync();
        _workers.Dispose();
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("fail")]
    public async Task Repeat_OfAWrite_GetsStatusTypeAndBodyAgain(string body)
    {
        var first = await SendAsync("echo?epoch=1&sequence=1", body);
        var again = await SendAsync("echo?epoch=1&sequence=1", body);

        Assert.Equal(first, again);
        Assert.Equal(1, _calls);
        Assert.Equal((IsFailure(body) ? HttpStatusCode.InternalServerError : HttpStatusCode.Created, "text/x-echo", $"1 {body}"), first);
    }

    [Fact]
    public async Task Handler_ThatThrows_IsAnsweredAndRemembered()
    {
        var first = await SendAsync("echo?epoch=1&sequence=1", "throw");

        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (first.Status, first.Type));
        Assert.DoesNotContain("secret", first.Body, StringComparison.Ordinal);
        Assert.Equal(first, await SendAsync("echo?epoch=1&sequence=1", "throw"));
        Assert.Equal(1, _calls);
        // The next write still gets its turn.
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("echo?epoch=1&sequence=2", "hello")).Status);
    }

    [Fact]
    public async Task Requests_WithoutATagOrThatOnlyRead_PassUnremembered()
    {
        await SendAsync("echo", "hello");
        await SendAsync("echo", "hello");
        await _client.GetAsync("echo?epoch=1&sequence=1");
        await _client.GetAsync("echo?epoch=1&sequence=1");

        Assert.Equal(4, _calls);
    }

    private async Task<(HttpStatusCode Status, string? Type, string Body)> SendAsync(string path, string body)
    {
        using var response = await _client.PostAsync(path, new StringContent(body));
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    private static bool IsFailure(string body) => string.Equals(body, "fail", StringComparison.Ordinal);

    private async Task EchoAsync(HttpContext context)
    {
        var calls = Interlocked.Increment(ref _calls);
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync();
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync();
        }

        var body = Encoding.UTF8.GetString(read.Buffer.ToArray());
        reader.AdvanceTo(read.Buffer.End);
        var answer = Encoding.UTF8.GetBytes($"{calls} {body}");
        context.Response.StatusCode = IsFailure(body) ? 500 : 201;
        context.Response.ContentType = "text/x-echo";
        context.Response.ContentLength = answer.Length;
        if (string.Equals(body, "throw", StringComparison.Ordinal))
            throw new InvalidDataException("a secret path");
        await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
    }
}
