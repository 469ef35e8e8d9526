using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ActorInput.Actors.Tests.Sessions;

/// <summary>Answers without a network and with as few allocations as possible, so that the measured ones are the session's.</summary>
internal sealed class CannedHandler : HttpMessageHandler
{
    private const string Capabilities =
        """{"server":"actorinput","protocol":1,"game":"8d1f6f0c1f0b4be2","cartridge":{"title":"DEMO"},"features":["orderedResults","chords","holds"]}""";

    private long _sequence = 1;

    /// <summary>How many inputs each request has.</summary>
    public int Inputs { get; set; } = 1;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (request.Content is not null)
            await request.Content.CopyToAsync(Stream.Null, cancellationToken);
        var json = path.EndsWith("/capabilities", StringComparison.Ordinal) ? Capabilities
            : path.EndsWith("/claim", StringComparison.Ordinal) ? """{"game":"8d1f6f0c1f0b4be2","epoch":1}"""
            : NextResults();
        return Json(json);
    }

    public static HttpResponseMessage Json(string json)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private string NextResults()
    {
        var first = _sequence;
        _sequence += Inputs;
        var results = Enumerable.Range(0, Inputs).Select(i => $$"""{"sequence":{{first + i}},"applied":1,"of":1,"frame":130}""");
        return $$"""{"game":"8d1f6f0c1f0b4be2","epoch":1,"sequence":{{first}},"applied":{{Inputs}},"of":{{Inputs}},"results":[{{string.Join(',', results)}}],"frame":130}""";
    }
}
