using System.Net.Http.Json;
using System.Text.Json;
using ActorInput.Emulation.Cartridge;
using ActorInput.Host.Tests.Nodes;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>A node as a process of its own, without an agent, and a client of its API.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly HostProcess _process;
    private readonly string? _config;

    private NodeProcess(HostProcess process, string? config, Uri address)
    {
        _process = process;
        _config = config;
        Client = new HttpClient { BaseAddress = address, Timeout = Bound };
    }

    /// <summary>The client for the gateway; it gives up after a minute.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts <c>node</c> on free ports and waits until it is ready.</summary>
    public static Task<NodeProcess> StartAsync(params IReadOnlyList<string> arguments) => StartAsync(null, arguments);

    /// <param name="options">What the configuration file has under <c>ActorInput</c>.</param>
    /// <param name="arguments">More of the command line.</param>
    public static async Task<NodeProcess> StartAsync(object? options, IReadOnlyList<string> arguments)
    {
        string? config = null;
        if (options is not null)
        {
            config = Path.GetTempFileName();
            await File.WriteAllTextAsync(config, JsonSerializer.Serialize(new { ActorInput = options }));
            arguments = [.. arguments, "--config", config];
        }

        var process = HostProcess.Start(["node", "--http", "0", "--cluster", "0", "--json", .. arguments]);
        try
        {
            return new NodeProcess(process, config, new Uri((await process.ReadJsonAsync()).GetProperty("ready").GetString()!));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Presses, and returns the gateway's answer, whatever it is.</summary>
    public async Task<JsonElement> PressAsync(string emulator, string inputs)
    {
        using var response = await Client.PostAsJsonAsync($"/api/emulators/{emulator}/inputs", new { inputs });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<JsonElement> StatusAsync(string emulator) => Client.GetFromJsonAsync<JsonElement>($"/api/emulators/{emulator}");

    public async Task<Ledger> LedgerAsync(string emulator) => Ledger.Read((await Client.GetFromJsonAsync<JsonElement>(
        $"/api/emulators/{emulator}/memory?address={DemoCartridge.LedgerAddress}&length={DemoCartridge.LedgerLength}")).GetProperty("hex").GetString()!);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
        if (_config is not null)
            File.Delete(_config);
    }
}
