using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using ActorInput.Emulation.Cartridge;
using ActorInput.Host.Tests.Nodes;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>The command <c>emulator</c> as a process of its own, and a client of its games.</summary>
internal sealed class GameServer : IAsyncDisposable
{
    private readonly HostProcess _process;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };

    private GameServer(HostProcess process, IReadOnlyList<string> games)
    {
        _process = process;
        Games = games;
    }

    /// <summary>The addresses of the games, each ending with a slash.</summary>
    public IReadOnlyList<string> Games { get; }

    public static Task<GameServer> StartAsync(int count, params IReadOnlyList<string> arguments) => StartByAsync([], count, arguments);

    /// <summary>Starts it by another program, such as one that changes the clock.</summary>
    public static async Task<GameServer> StartByAsync(IReadOnlyList<string> starter, int count, params IReadOnlyList<string> arguments)
    {
        var process = HostProcess.StartBy(starter, ["emulator", "--port", "0", "--count", $"{count}", "--json", "--exit-with-stdin", .. arguments]);
        try
        {
            var games = (await process.ReadJsonAsync()).GetProperty("games").EnumerateArray().Select(g => $"{g.GetString()!.TrimEnd('/')}/");
            return new GameServer(process, [.. games]);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Presses a batch; every input must have its result.</summary>
    public async Task PressAsync(int game, IReadOnlyList<string> inputs)
    {
        using var response = await _client.PostAsJsonAsync($"{Games[game]}inputs", new { inputs });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.ToString());
        Assert.Equal(inputs.Count, answer.GetProperty("results").GetArrayLength());
        Assert.Equal(answer.GetProperty("of").GetInt32(), answer.GetProperty("applied").GetInt32());
    }

    public async Task<string> HashAsync(int game) =>
        (await _client.GetFromJsonAsync<JsonElement>($"{Games[game]}state/hash")).GetProperty("stateHash").GetString()!;

    public async Task ResetAsync(int game)
    {
        using var response = await _client.PostAsync($"{Games[game]}reset", null);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<byte[]> StateAsync(int game) => _client.GetByteArrayAsync($"{Games[game]}state");

    public async Task PutStateAsync(int game, byte[] state)
    {
        using var content = new ByteArrayContent(state);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.Add("X-State-Sha256", Convert.ToHexString(SHA256.HashData(state)));
        using var response = await _client.PutAsync($"{Games[game]}state", content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<Ledger> LedgerAsync(int game)
    {
        var path = $"{Games[game]}memory?address={DemoCartridge.LedgerAddress}&length={DemoCartridge.LedgerLength}";
        return Ledger.Read((await _client.GetFromJsonAsync<JsonElement>(path)).GetProperty("hex").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }
}
