using System.Net.Http.Headers;
using ActorInput.Emulation.Games;
using ActorInput.Emulation.Pictures;
using ActorInput.Emulation.Server;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>Our real emulator server behind a front that fails as the test says. Some routes can be hidden, so that another dialect is found.</summary>
/// <param name="dialect">What is to be seen of the server: <c>actorinput</c>, <c>gym</c> or <c>direct</c>.</param>
public sealed class RealServerFront(string dialect) : ScriptedServer
{
    private readonly HttpClient _http = new();
    private EmulatorServer? _server;

    public override async Task StartAsync()
    {
        var options = new EmulatorServerOptions { Timing = new PressTiming(1, 0) };
        _server = await EmulatorServer.StartAsync(options, new RecordingGameFactory(Apply), new PngPictureEncoder());
        await base.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _http.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    protected override bool IsWrite(string request) => request is "POST inputs" or "POST action" or "POST input";

    protected override bool IsQuestion(string request) => request is "POST claim" or "GET status";

    protected override ScriptedAnswer Answer(string request, string query, byte[] body, IHeaderDictionary headers)
    {
        var words = request.Split(' ');
        if ((dialect != "actorinput" && words[1] == "capabilities") || (dialect == "direct" && words[1] == "status"))
            return new ScriptedAnswer(404, "text/plain", []);
        var path = dialect == "direct" ? "direct/" + words[1] : words[1];
        using var forward = new HttpRequestMessage(new HttpMethod(words[0]), new Uri(_server!.Games[0], path + query));
        if (words[0] != "GET")
        {
            forward.Content = new ByteArrayContent(body);
            if (headers.ContentType.Count > 0)
                forward.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(headers.ContentType.ToString());
            if (headers.TryGetValue("X-State-Sha256", out var hash))
                forward.Content.Headers.Add("X-State-Sha256", hash.ToString());
        }

        using var response = _http.Send(forward);
        using var reply = new MemoryStream();
        response.Content.CopyTo(reply, null, default);
        return new ScriptedAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "", reply.ToArray());
    }
}
