using System.Diagnostics;
using ActorInput.Actors.Agents;
using ActorInput.Benchmarks.Soak;
using ActorInput.Contracts.Emulators;

namespace ActorInput.Benchmarks.Stops;

/// <summary>
/// An emulator that one agent leases and leaves alone while a node stops, and for which others wait: at the stopping node, at another one, and by an
/// actor.
/// </summary>
/// <param name="client">Calls the nodes.</param>
/// <param name="record">Takes what must not have happened.</param>
/// <param name="emulator">The emulator.</param>
internal sealed class HeldGame(SoakClient client, SoakRecord record, string emulator)
{
    private const int WaitMs = 300_000;
    private const int DurationMs = 600_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private string _lease = "";
    private string? _hash;
    private IReadOnlyList<Task<SoakAnswer>> _atStopping = [];
    private Task<SoakAnswer>? _atOther;
    private Task<EmulatorLease>? _byActor;

    public string Emulator => emulator;

    /// <summary>Leases the emulator, notes its state, and lets others wait for it.</summary>
    public async Task HoldAsync(SoakNode stopping, SoakNode other, EmulatorPool pool)
    {
        var granted = await AcquireAsync(other);
        _lease = granted.Text("lease") ?? throw new InvalidOperationException($"{emulator} could not be leased: {granted}");
        _hash = await HashAsync(other);
        _atStopping = [AcquireAsync(stopping), AcquireAsync(stopping)];
        _atOther = AcquireAsync(other);
        _byActor = pool.AcquireAsync(new LeaseRequest { Emulator = EmulatorId.Parse(emulator), Timeout = TimeSpan.FromMilliseconds(WaitMs), Duration = TimeSpan.FromSeconds(30) });
    }

    /// <summary>
    /// The node has stopped: whoever waited there was told so, the others wait on, the lease stands and the game is in the same state. Then the lease
    /// is released, and those who wait get theirs, one after another.
    /// </summary>
    public async Task CheckAsync(SoakNode other)
    {
        foreach (var waiting in _atStopping)
        {
            var answer = await waiting.WaitAsync(Bound, TimeProvider.System);
            if (answer.Status != 503 || answer.Text("code") != "shuttingDown")
                record.Find($"a request that waited at the stopping node for the lease of {emulator} was answered with: {answer}");
        }

        if (_atOther!.IsCompleted || _byActor!.IsCompleted)
            record.Find($"a request for the lease of {emulator} that waited elsewhere ended before it was free: {(_atOther.IsCompleted ? await _atOther : _byActor!.Status)}");
        var hash = await HashAsync(other);
        if (hash != _hash)
            record.Find($"the state of {emulator}, which nobody pressed, was {_hash} and is {hash}");
        await ReleaseAsync(other, _lease);
        await Task.WhenAll(PassOnAsync(other), PassOnAsync());
    }

    private async Task PassOnAsync(SoakNode other)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            var granted = await _atOther!.WaitAsync(Bound, TimeProvider.System);
            if (granted.Text("lease") is { } lease)
                await ReleaseAsync(other, lease);
            else
                record.Find($"a request that waited at {other.Name} for the lease of {emulator} was answered with: {granted}");
        }
        catch (TimeoutException)
        {
            record.Find($"a request that waited at {other.Name} for the lease of {emulator} has no answer {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s after the release");
        }
    }

    private async Task PassOnAsync()
    {
        try
        {
            await using var lease = await _byActor!.WaitAsync(Bound, TimeProvider.System);
        }
        catch (Exception failure) when (failure is TimeoutException or EmulatorPoolException)
        {
            record.Find($"an agent's actor that waited for the lease of {emulator} did not get it: {failure.Message}");
        }
    }

    private Task<SoakAnswer> AcquireAsync(SoakNode node) =>
        client.CallAsync("POST", "/api/leases", "/api/leases", new { emulator, timeoutMs = WaitMs, durationMs = DurationMs, holder = "stops" }, node: node);

    private async Task ReleaseAsync(SoakNode node, string lease)
    {
        var ended = await client.CallAsync("DELETE", "/api/leases/{lease}", $"/api/leases/{lease}", node: node);
        if (!ended.IsSuccess)
            record.Find($"the lease {lease} of {emulator} could not be released: {ended}");
    }

    private async Task<string?> HashAsync(SoakNode node) =>
        (await client.CallAsync("GET", "/api/emulators/{id}/state", $"/api/emulators/{emulator}/state", node: node)).Text("stateHash");
}
