using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ActorInput.Faults.Games;

namespace ActorInput.Faults.Tests;

/// <summary>A client of one game.</summary>
internal sealed class GameClient(FaultyGame game, HttpClient client)
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    public FaultyGame Game => game;

    public string Applied => game.Truth.Text;

    public async Task<HttpResponseMessage> PostAsync(string path, string body, CancellationToken cancellation = default)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await client.PostAsync(new Uri(game.Address, path), content, cancellation);
    }

    public async Task<(int Status, JsonNode Body)> CallAsync(string path, string body)
    {
        using var answer = await PostAsync(path, body);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await client.GetStringAsync(new Uri(game.Address, path)))!;

    public Task<(int Status, JsonNode Body)> PressAsync(long epoch, long sequence, params string[] inputs) =>
        CallAsync("inputs", Inputs(epoch, sequence, inputs));

    public Task<(int Status, JsonNode Body)> ActAsync(params string[] keys) => CallAsync("action", Action(keys));

    /// <summary>Asserts that the request gets no whole answer.</summary>
    public async Task AssertCutAsync(string path, string body)
    {
        var failure = await Record.ExceptionAsync(() => CallAsync(path, body));
        Assert.True(failure is HttpRequestException or IOException, $"expected a cut connection, got {failure?.GetType().Name ?? "an answer"}");
    }

    /// <summary>
    /// Asserts that the request is not answered, and hangs up. Returns when the server has the request and, if it may press, has pressed.
    /// </summary>
    public async Task AssertUnansweredAsync(string path, string body)
    {
        using var patience = new CancellationTokenSource();
        var arrivals = game.Counters.Requests;
        var call = PostAsync(path, body, patience.Token);
        await Eventually.TrueAsync(() => game.Counters.Requests > arrivals, "the request did not arrive");
        await game.WhenQuietAsync(Bound);
        Assert.False(call.IsCompleted, "the request was answered");
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    public static string Inputs(long epoch, long sequence, params string[] inputs) =>
        $$"""{"inputs":[{{string.Join(',', inputs.Select(input => $"\"{input}\""))}}],"epoch":{{epoch}},"sequence":{{sequence}}}""";

    public static string Action(params string[] keys) =>
        $$"""{"action_type":"press_key","keys":[{{string.Join(',', keys.Select(key => $"\"{key}\""))}}]}""";
}
