using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using ActorInput.Cluster.Tests.Harness;

namespace ActorInput.Cluster.Tests.Agents;

/// <summary>Plays one emulator by numbered inputs, each after the answer to the one before, and keeps every answer.</summary>
/// <param name="cluster">The nodes.</param>
/// <param name="emulator">What it plays.</param>
/// <param name="gateways">The nodes that it may use, by their place in the cluster; it stays with one until that one fails it.</param>
/// <param name="first">Its first number.</param>
/// <param name="step">From one number to the next: how many agents share the emulator.</param>
/// <param name="sendsAgain">
/// Whether an input whose connection broke, or for which a stopping node no longer waits, is sent again under the same id by another gateway. That is right while owners hand over what they
/// know; where an owner is killed, the ids that it knew are gone with it, and the agent counts the input as unknown.
/// </param>
internal sealed class NumberedAgent(TestCluster cluster, string emulator, IReadOnlyList<int> gateways, int first, int step, bool sendsAgain)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(60);
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private int _gateway;
    private int _applied;

    public string Emulator => emulator;

    public List<AgentReply> Replies { get; } = [];

    /// <summary>How many inputs it knows to be applied.</summary>
    public int Applied => Volatile.Read(ref _applied);

    /// <summary>Whether an input is under way.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Plays until it is stopped, and until its last input is answered.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Pace);
        for (var number = first; !stop.IsCancellationRequested; number += step)
        {
            IsWaiting = true;
            var reply = await SendAsync(number);
            Replies.Add(reply);
            IsWaiting = false;
            if (reply.IsApplied)
                Interlocked.Increment(ref _applied);
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task<AgentReply> SendAsync(int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{_run}-{number}");
        var sent = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(Pace);
        while (true)
        {
            var nodes = cluster.Nodes;
            var node = nodes[gateways[_gateway]];
            if (!node.IsReady)
            {
                Next();
                await pace.WaitForNextTickAsync(CancellationToken.None);
                continue;
            }

            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/emulators/{emulator}/inputs")
                {
                    Content = JsonContent.Create(new { inputs = NumberedInput.Of(number).Text }),
                    Headers = { { "Idempotency-Key", id } },
                };
                using var response = await node.Client.SendAsync(request);
                var body = await response.Content.ReadFromJsonAsync<JsonElement>();
                var reply = new AgentReply(number, id, sent, Stopwatch.GetTimestamp(), node.Plan.Name, (int)response.StatusCode, body);
                if (!sendsAgain || !reply.IsOfStoppingNode || reply.Took > GiveUp)
                    return reply;
                Next();
                await pace.WaitForNextTickAsync(CancellationToken.None);
            }
            catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                // If nobody listens, nothing was sent.
                var isSafe = sendsAgain || broken is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
                if (!isSafe || Stopwatch.GetElapsedTime(sent) > GiveUp)
                    return new AgentReply(number, id, sent, Stopwatch.GetTimestamp(), node.Plan.Name, 0, JsonSerializer.SerializeToElement(broken.Message));
                Next();
                await pace.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    private void Next() => _gateway = (_gateway + 1) % gateways.Count;
}
