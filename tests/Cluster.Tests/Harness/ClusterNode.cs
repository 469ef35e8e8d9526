using System.Net.Http.Json;
using System.Text.Json;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>A node as a process of its own, and a client of its HTTP surface.</summary>
internal sealed class ClusterNode : IAsyncDisposable
{
    private static readonly TimeSpan HttpTimeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(60);

    private ClusterNode(NodePlan plan, ChildProcess process) => (Plan, Process) = (plan, process);

    public NodePlan Plan { get; }

    public ChildProcess Process { get; }

    /// <summary>The client of its gateway, once it is ready.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>Whether the line that says ready has come.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Its address in the cluster, as in <see cref="EmulatorView.Node"/>.</summary>
    public string Address => $"@{Plan.Host}:{Plan.Port}";

    /// <summary>Starts the process and does not wait.</summary>
    public static ClusterNode Start(NodePlan plan, IEnumerable<string> seeds, string folder)
    {
        var data = Path.Combine(folder, plan.Name);
        return new ClusterNode(plan, ChildProcess.StartHost($"node {plan.Name}", plan.Arguments(seeds, data), plan.Environment(), plan.Space, plan.OwnGroup));
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task<ClusterNode> ReadyAsync()
    {
        var ready = await Process.ReadyAsync();
        Client.Dispose();
        Client = new HttpClient { BaseAddress = new Uri(ready.GetProperty("ready").GetString()!), Timeout = HttpTimeout };
        IsReady = true;
        return this;
    }

    /// <summary>All emulators of the cluster, as this node reports them.</summary>
    public async Task<IReadOnlyList<EmulatorView>> EmulatorsAsync() =>
        [.. (await GetAsync("/api/emulators")).EnumerateArray().Select(EmulatorView.Of)];

    public async Task<EmulatorView> EmulatorAsync(string emulator) =>
        EmulatorView.Of(await GetAsync($"/api/emulators/{emulator}"));

    public async Task<string> StateHashAsync(string emulator) =>
        (await GetAsync($"/api/emulators/{emulator}/state")).GetProperty("stateHash").GetString()!;

    public async Task<Ledger> LedgerAsync(string emulator)
    {
        var memory = await GetAsync($"/api/emulators/{emulator}/memory?address={Ledger.Address}&length={Ledger.Length}");
        return Ledger.Read(memory.GetProperty("hex").GetString()!);
    }

    /// <summary>Presses, and checks that all of it was applied.</summary>
    public async Task PressAsync(string emulator, string inputs)
    {
        using var response = await Client.PostAsJsonAsync($"/api/emulators/{emulator}/inputs", new { inputs });
        Assert.True(response.IsSuccessStatusCode, $"{inputs} on {emulator}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>Reads a path as JSON. A refusal fails the test with its whole text.</summary>
    private async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(body)
            : throw new HttpRequestException($"GET {path}: {(int)response.StatusCode} {body}", null, response.StatusCode);
    }

    /// <summary>Tells the node to stop, and waits until it has.</summary>
    public async Task<TimeSpan> TerminateAsync()
    {
        await Process.SignalAsync("TERM");
        return await EndAsync();
    }

    /// <summary>Tells it and its emulator servers to stop, as <c>timeout</c> and some service managers do, and waits until it has.</summary>
    public async Task<TimeSpan> TerminateGroupAsync(string signal)
    {
        await Process.SignalGroupAsync(signal);
        return await EndAsync();
    }

    private async Task<TimeSpan> EndAsync()
    {
        var (code, took) = await Process.EndAsync(StopBound);
        Assert.True(code == 0, Process.Tail);
        return took;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
    }
}
