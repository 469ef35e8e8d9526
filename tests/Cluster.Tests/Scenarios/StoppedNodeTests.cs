using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ActorInput.Cluster.Tests.Harness;

namespace ActorInput.Cluster.Tests.Scenarios;

/// <summary>
/// Three nodes with two games each. One is told to stop under load, while requests wait that would not be answered in time: for a lease, and behind
/// inputs of others.
/// </summary>
public sealed class StoppedNodeTests : IAsyncLifetime
{
    private const int Pressers = 6;

    // Five seconds on a quiet machine; the rest is for a busy one.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly TestCluster _cluster = new();

    public Task InitializeAsync() => _cluster.StartAsync(
        [.. new[] { "a", "b", "c" }.Select(name => new NodePlan { Name = name, Emulators = NodePlan.Names(name, 2), Slots = 6 })]);

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task Stop_UnderLoadWithLeasesWaiting_EndsSoonAnswersEverybodyAndLosesNothing()
    {
        for (var i = 0; i < _cluster.Nodes.Count; i++)
        {
            var stopping = _cluster.Nodes[i];
            var other = _cluster.Nodes[(i + 1) % _cluster.Nodes.Count];
            await StopAsync(stopping, other);
            await _cluster.RestartAsync(stopping);
            await _cluster.SettleAsync();
        }

        foreach (var view in await _cluster.Nodes[0].EmulatorsAsync())
            Assert.Equal(0, view.Restarts);
    }

    private async Task StopAsync(ClusterNode stopping, ClusterNode other)
    {
        var leased = other.Plan.Emulators[0];
        var lease = await LeaseAsync(other, leased, timeoutMs: 30_000);
        Assert.Equal(HttpStatusCode.Created, lease.Status);
        using var load = new CancellationTokenSource();
        // Bulk inputs wait behind the interactive ones, at an emulator of a node that does not stop.
        var busy = other.Plan.Emulators[1];
        var pressers = Enumerable.Range(0, Pressers).Select(_ => PressAsync(other, busy, load.Token)).ToList();
        var behind = stopping.Client.PostAsJsonAsync($"/api/emulators/{busy}/inputs", new { inputs = "A", priority = "bulk" });
        var waiting = new[] { LeaseAsync(stopping, leased, timeoutMs: 60_000), LeaseAsync(stopping, leased, timeoutMs: 60_000) };
        await AcceptedAsync(stopping, busy, () => behind.IsCompleted);

        var took = await stopping.TerminateAsync();

        Assert.True(took < Longest, string.Create(CultureInfo.InvariantCulture, $"node {stopping.Plan.Name} took {took.TotalSeconds:0.0} s to stop\n{stopping.Process.Tail}"));
        foreach (var (status, body) in await Task.WhenAll(waiting).WaitAsync(Bound))
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "shuttingDown"), (status, body.GetProperty("code").GetString()));
        using (var answer = await behind.WaitAsync(Bound)) // A broken connection would throw.
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, await answer.Content.ReadAsStringAsync());
        await load.CancelAsync();
        await Task.WhenAll(pressers).WaitAsync(Bound);
        using var released = await other.Client.DeleteAsync(new Uri($"/api/leases/{lease.Body.GetProperty("lease").GetString()}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, released.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> LeaseAsync(ClusterNode node, string emulator, int timeoutMs)
    {
        using var response = await node.Client.PostAsJsonAsync("/api/leases", new { emulator, timeoutMs, durationMs = 300_000 });
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Presses one after the other, all of which are applied.</summary>
    private static async Task PressAsync(ClusterNode node, string emulator, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
            await node.PressAsync(emulator, "UP DOWN");
    }

    /// <summary>Waits until the emulator has waiting inputs, or until the input that should wait was answered already.</summary>
    private static async Task AcceptedAsync(ClusterNode node, string emulator, Func<bool> isOver)
    {
        var since = Stopwatch.GetTimestamp();
        while (!isOver())
        {
            using var response = await node.Client.GetAsync(new Uri($"/api/emulators/{emulator}", UriKind.Relative));
            if ((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("queued").GetInt32() > 0)
                return;
            Assert.True(Stopwatch.GetElapsedTime(since) < Bound, $"nothing waits at {emulator}");
        }
    }
}
