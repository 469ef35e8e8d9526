using System.Net.Http.Headers;
using System.Text;
using ActorInput.Emulation.Gym;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Emulation.Tests.Gym;

/// <summary>The API on a real server at a free port of the loopback, with a folder of its own; both end with it.</summary>
internal sealed class GymServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GymServer(WebApplication app, string parent, InlineGameRunner runner, FakePictureEncoder pictures, FakeTimeProvider time)
    {
        _app = app;
        Parent = parent;
        Runner = runner;
        Pictures = pictures;
        Time = time;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>The directory around the folder of the state files: nothing else may appear in it.</summary>
    public string Parent { get; }

    public string Folder => Path.Join(Parent, "states");

    public InlineGameRunner Runner { get; }

    public FakePictureEncoder Pictures { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public static async Task<GymServer> StartAsync(GymSessionOptions? options = null, bool withReader = true)
    {
        var parent = Directory.CreateTempSubdirectory("gym-").FullName;
        var runner = new InlineGameRunner(new FakeGame());
        var pictures = new FakePictureEncoder();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 4, 49, 36, TimeSpan.Zero));
        var session = new GymSession(
            runner, Path.Join(parent, "states"), pictures, time, options, withReader ? new FakeGameReader() : null);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGym(session);
        await app.StartAsync();
        return new GymServer(app, parent, runner, pictures, time);
    }

    /// <summary>Begins a session whose directory already exists; returns its path.</summary>
    public async Task<string> InitializeInFolderAsync()
    {
        const string Name = "session_20261124_044936";
        var path = Directory.CreateDirectory(Path.Join(Folder, Name)).FullName;
        Assert.Equal(200, (await PostAsync("/initialize", $$"""{"session_id":"{{Name}}"}""")).Status);
        return path;
    }

    /// <summary>Sends a request; a content type of null sends none, without a body none either.</summary>
    public async Task<(int Status, string Body, HttpResponseMessage Response)> SendAsync(
        string method, string path, string? body = null, string? contentType = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (contentType is not null)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public async Task<(int Status, string Body)> PostAsync(string path, string? body = null)
    {
        var (status, text, _) = await SendAsync("POST", path, body);
        return (status, text);
    }

    public async Task<string> StatusAsync() => (await SendAsync("GET", "/status")).Body;

    /// <summary>Everything that an error must leave unchanged: the game, the session and the files.</summary>
    public async Task<string> SnapshotAsync() =>
        $"{Convert.ToHexString(Runner.Game.StateBytes())} {Runner.Game.FramesRun} {await StatusAsync()} {string.Join(' ', Files())}";

    public IEnumerable<string> Files() =>
        Directory.EnumerateFileSystemEntries(Parent, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Parent, path)).Order(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Runner.DisposeAsync();
        Directory.Delete(Parent, recursive: true);
    }
}
