using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ActorInput.Contracts.Inputs;

namespace ActorInput.Benchmarks.Input;

/// <summary>
/// The baseline of every table: a bare client, as people write it without this project, that posts inputs and reads the whole answer.
/// </summary>
internal sealed class BenchClient(Uri game) : IDisposable
{
    private readonly Uri _inputs = new(game, "inputs");
    private readonly HttpClient _client = new(new SocketsHttpHandler());

    /// <summary>Posts one input over the kept connection.</summary>
    public Task PostAsync(string input) => PostAsync(_client, [input]);

    /// <summary>Posts inputs one after another.</summary>
    public async Task PostEachAsync(IReadOnlyList<string> inputs)
    {
        foreach (var input in inputs)
            await PostAsync(_client, [input]);
    }

    /// <summary>Posts inputs one after another, each with a client of its own.</summary>
    public async Task PostEachAnewAsync(IReadOnlyList<string> inputs)
    {
        foreach (var input in inputs)
        {
            using var client = new HttpClient(new SocketsHttpHandler());
            await PostAsync(client, [input]);
        }
    }

    /// <summary>Posts all inputs at once over five connections; their order is lost.</summary>
    public async Task PostSideBySideAsync(IReadOnlyList<string> inputs)
    {
        using var five = new SemaphoreSlim(5);
        await Task.WhenAll(inputs.Select(async input =>
        {
            await five.WaitAsync();
            await PostAsync(_client, [input]);
            five.Release();
        }));
    }

    /// <summary>The counts of the benchmarks' server.</summary>
    public static async Task<(long Requests, long Inputs)> StatsAsync(Uri server)
    {
        using var client = new HttpClient();
        using var stats = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(server, "stats")));
        return (stats.RootElement.GetProperty("requests").GetInt64(), stats.RootElement.GetProperty("inputs").GetInt64());
    }

    public void Dispose() => _client.Dispose();

    private async Task PostAsync(HttpClient client, string[] inputs)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"inputs":[{{string.Join(',', inputs.Select(input => $"\"{input}\""))}}]}"""));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(_inputs, content);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        if (answer.RootElement.GetProperty("applied").GetInt32() != inputs.Sum(input => InputSequence.Parse(input).Count))
            throw new InvalidOperationException("The server did not apply what it was sent.");
    }
}
