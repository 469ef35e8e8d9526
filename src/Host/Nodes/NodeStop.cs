using ActorInput.Actors.Hosting;
using ActorInput.Host.Gateway;
using Akka.Actor;

namespace ActorInput.Host.Nodes;

/// <summary>
/// Stops a node. Readiness turns false and agents that wait for a lease are answered. Half a second later the node accepts no more connections, and
/// requests have a moment to finish. Then the emulators are handed over (on a single node: drained), and the node leaves the cluster. Requests that still
/// wait when that is done, or after <see cref="RequestsWait"/>, are answered, so that they do not hold up the node. The stop takes 2 to 5 s; if it hangs,
/// it is cut off after 4 s on a single node and after 24 s otherwise.
/// </summary>
internal static class NodeStop
{
    /// <summary>The longest stop of a node in a cluster of several: less than the 30 s that Kubernetes and systemd wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(24);

    private static readonly TimeSpan LongestAlone = TimeSpan.FromSeconds(4);

    // The time for requests in flight. Requests that still wait then go on while the emulators move: their inputs move too.
    private static readonly TimeSpan FinishRequests = TimeSpan.FromMilliseconds(500);

    // After this time, from the moment at which the node accepts no more connections, waiting requests are answered.
    private static readonly TimeSpan RequestsWait = TimeSpan.FromSeconds(3);

    // Wait, so that readiness probes see it turn false while the node still answers.
    private static readonly TimeSpan ReadinessFirst = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until the node is told to stop, and stops it.</summary>
    public static async Task WhenAskedAsync(WebApplication app, TimeProvider time, CancellationToken token)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (app.Lifetime.ApplicationStopping.Register(asked.SetResult))
        using (token.Register(app.Lifetime.StopApplication))
            await asked.Task;

        var hasPeers = app.Services.GetRequiredService<NodePeers>().Any;
        if (hasPeers)
            await Task.Delay(ReadinessFirst, time, CancellationToken.None);
        using var bound = new CancellationTokenSource(hasPeers ? Longest : LongestAlone, time);
        using var handOver = new CancellationTokenSource(FinishRequests, time);
        using var unanswered = new CancellationTokenSource(RequestsWait, time);
        var requests = app.Services.GetRequiredService<RequestsEnd>();
        using var handing = handOver.Token.Register(() => _ = HandOverAsync(app.Services.GetRequiredService<ActorSystem>(), requests));
        using var answering = unanswered.Token.Register(requests.Now);
        await app.StopAsync(bound.Token);
    }

    /// <summary>Runs in parallel with the requests, because they may wait for answers that only the hand-over or the drain gives.</summary>
    private static async Task HandOverAsync(ActorSystem system, RequestsEnd requests)
    {
        try
        {
            await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClrExitReason.Instance);
        }
        finally
        {
            requests.Now(); // No actor is left to answer.
        }
    }
}
