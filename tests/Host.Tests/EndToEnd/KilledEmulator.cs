using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>
/// An emulator under load whose server process is killed again and again. Before each kill the agents pause and the ledger of this
/// life is compared with the replies; the kill itself comes while they press.
/// </summary>
internal sealed class KilledEmulator(NodeProcess node, string emulator, int agents, int seed)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<PressReply> _replies = new();
    private readonly List<(long Before, long After)> _kills = [];
    private readonly HashSet<int> _killed = [];
    private readonly List<long> _epochs = [];

    /// <summary>All replies so far.</summary>
    public IReadOnlyCollection<PressReply> Replies => _replies;

    /// <summary>The times of the kills: from before the signal until the process was gone.</summary>
    public IReadOnlyList<(long Before, long After)> Kills => _kills;

    /// <summary>The epochs of the lives whose ledgers were compared.</summary>
    public IReadOnlyList<long> Epochs => _epochs;

    public async Task RunAsync(int kills)
    {
        var random = new Random(seed);
        for (var life = 0; life < kills; life++)
        {
            await PressAsync(random, inputs: random.Next(2, 5));
            await CheckAsync(life);
            // The first agent has finished its inputs when the signal comes; the others have not.
            await PressAsync(random, inputs: 400, stopAfter: random.Next(2, 8), onStop: KillAsync);
        }

        await PressAsync(random, inputs: 3);
        await CheckAsync(kills);
    }

    /// <summary>
    /// Lets the agents press, each waiting for its answer, until all are answered. With <paramref name="onStop"/>, which begins after a number of
    /// answers, they press until it is done.
    /// </summary>
    private async Task PressAsync(Random random, int inputs, int stopAfter = int.MaxValue, Func<Task>? onStop = null)
    {
        using var stop = new CancellationTokenSource();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = 0;
        var tasks = Enumerable.Range(0, agents).Select(_ => AgentAsync(new Random(random.Next()))).ToArray();
        if (onStop is not null)
        {
            await Task.WhenAny(reached.Task, Task.WhenAll(tasks)).WaitAsync(Bound);
            await onStop();
            await stop.CancelAsync();
        }

        await Task.WhenAll(tasks).WaitAsync(Bound);

        async Task AgentAsync(Random own)
        {
            for (var i = 0; i < inputs && !stop.IsCancellationRequested; i++)
            {
                var (text, entries) = Presses.Next(own, 3);
                var sent = Stopwatch.GetTimestamp();
                var body = await node.PressAsync(emulator, text);
                _replies.Enqueue(new PressReply(sent, Stopwatch.GetTimestamp(), entries, body));
                if (Interlocked.Increment(ref answered) == stopAfter)
                    reached.SetResult();
            }
        }
    }

    private async Task CheckAsync(int life)
    {
        var status = await node.StatusAsync(emulator);
        var epoch = status.GetProperty("epoch").GetInt64();
        var presses = _replies.Where(r => r.IsApplied && r.Epoch == epoch).OrderBy(r => r.Sequence).SelectMany(r => r.Entries).ToArray();
        Assert.True(_epochs.All(e => e < epoch), $"{emulator}: the epoch is {epoch} after {life} kills, after {string.Join(", ", _epochs)}");
        _epochs.Add(epoch);
        (await node.LedgerAsync(emulator)).AssertIs(presses, $"{emulator}, life {life}, epoch {epoch}, seed {seed}");
    }

    private async Task KillAsync()
    {
        var server = (await node.StatusAsync(emulator)).GetProperty("server").GetString()!;
        var health = await node.Client.GetFromJsonAsync<JsonElement>(new Uri(new Uri(server), "/health"));
        var id = health.GetProperty("pid").GetInt32();
        Assert.True(_killed.Add(id), $"{emulator} is still said to be on process {id}, which was killed");
        using var process = Process.GetProcessById(id);
        var before = Stopwatch.GetTimestamp();
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Bound);
        _kills.Add((before, Stopwatch.GetTimestamp()));
    }
}
