using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ActorInput.Benchmarks.Soak;

/// <summary>Calls the nodes' HTTP surface, each time another node, and records what must never be answered.</summary>
internal sealed class SoakClient(IReadOnlyList<SoakNode> nodes, SoakRecord record) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20) }) { Timeout = TimeSpan.FromSeconds(90) };

    /// <summary>Calls a route.</summary>
    /// <param name="method">GET, POST, PUT or DELETE.</param>
    /// <param name="route">The route as OpenAPI has it, <c>/api/emulators/{id}</c>.</param>
    /// <param name="path">The path and query to call.</param>
    /// <param name="body">JSON; null for none.</param>
    /// <param name="headers">Headers beyond.</param>
    /// <param name="node">The node to ask; null for any.</param>
    public async Task<SoakAnswer> CallAsync(
        string method, string route, string path, object? body = null, IReadOnlyDictionary<string, string>? headers = null, SoakNode? node = null)
    {
        while (true)
        {
            var asked = node ?? nodes[Random.Shared.Next(nodes.Count)];
            try
            {
                using var request = Request(method, new Uri(asked.Address, path), body, headers);
                using var response = await _http.SendAsync(request);
                var bytes = await response.Content.ReadAsByteArrayAsync();
                var answer = new SoakAnswer((int)response.StatusCode, Json(response.Content.Headers.ContentType, bytes));
                Judge(method, route, path, body, answer);
                return answer;
            }
            catch (HttpRequestException broken) when (broken.HttpRequestError == HttpRequestError.ConnectionError && node is null)
            {
                // Nobody listens there, so nothing was sent.
                await Task.Delay(Pause, TimeProvider.System);
            }
            catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException or IOException)
            {
                record.Answered($"{method} {route}", 0, "broken connection");
                return new SoakAnswer(0, default);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private void Judge(string method, string route, string path, object? body, SoakAnswer answer)
    {
        var code = answer.IsSuccess ? null : answer.Text("code");
        record.Answered($"{method} {route}", answer.Status, code);
        if (answer.Status == 500)
            record.Find($"status 500: {method} {path} {JsonSerializer.Serialize(body)}: {answer}");
        if (code == "quarantined" || answer.Text("outcome") == "quarantined")
            record.Find($"quarantined, though no emulator failed often: {method} {path}: {answer}");
        if (!answer.IsSuccess && answer.Status != 304 && code is null)
            record.Find($"an error without a code: {method} {path}: {answer}");
    }

    private static HttpRequestMessage Request(string method, Uri address, object? body, IReadOnlyDictionary<string, string>? headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers ?? new Dictionary<string, string>(StringComparer.Ordinal))
            request.Headers.Add(name, value);
        return request;
    }

    private static JsonElement Json(MediaTypeHeaderValue? type, byte[] bytes)
    {
        if (bytes.Length == 0 || type?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true)
            return default;
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }
}
