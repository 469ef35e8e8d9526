using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorInput.Host.Common;
using ActorInput.Host.Gateway;

namespace ActorInput.Host.Commands;

/// <summary>Talks to a running node over HTTP.</summary>
internal sealed class NodeClient(Uri node) : IDisposable
{
    // A node's own limits answer earlier; this one is for a node that does not answer at all.
    private readonly HttpClient _http = new() { BaseAddress = node, Timeout = TimeSpan.FromMinutes(65) };

    /// <summary>Sends a request; the status and the body of the answer, whatever they are.</summary>
    /// <exception cref="CommandException">No node answers there, or the answer is not a node's.</exception>
    public async Task<NodeAnswer> SendAsync(HttpMethod method, string path, byte[]? json, CancellationToken token)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var response = await _http.SendAsync(request, token);
            var body = await response.Content.ReadAsStringAsync(token);
            var type = response.Content.Headers.ContentType?.MediaType;
            return type is "application/json" or ProblemResult.MediaType
                ? new NodeAnswer(response.IsSuccessStatusCode, body)
                : throw new CommandException($"What answers at {node} is not a node of ActorInput (status {(int)response.StatusCode}, {type ?? "no content"}).");
        }
        catch (HttpRequestException failure)
        {
            throw new CommandException($"No node answers at {node} ({failure.GetBaseException().Message}); start one with '{TypedCommand.Name} demo', or name another with --http or --url.");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Reads an answer's body.</summary>
    /// <exception cref="CommandException">It is something else.</exception>
    public T Read<T>(NodeAnswer answer, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, type) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new CommandException($"What answers at {node} is not a node of ActorInput of this version.");
        }
    }
}
