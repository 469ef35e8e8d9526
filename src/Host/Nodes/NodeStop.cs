using ActorInput.Actors.Hosting;
using ActorInput.Host.Gateway;
using Akka.Actor;

namespace ActorInput.Host.Nodes;

/// <summary>
/// How a node stops. Readiness goes false and agents that wait for a lease are told; half a second later no connection is taken any more and
/// requests have a moment to finish; then the emulators are handed over, or alone drained, and the cluster is left. Requests that still wait
/// when that is done, or after <see cref="RequestsWait"/>, are answered too: nothing of them keeps the node. It takes 2 to 5 s; what hangs is ended after
/// 4 s alone and after 24 s otherwise.
/// </summary>
internal static class NodeStop
{
    /// <summary>The longest stop of a node that has others beside it: less than the 30 s that Kubernetes and systemd wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(24);

    private static readonly TimeSpan LongestAlone = TimeSpan.FromSeconds(4);

    // For requests in flight. Those that still wait then go on while the emulators move: what they sent moves too.
    private static readonly TimeSpan FinishRequests = TimeSpan.FromMilliseconds(500);

    // After that much more, measured from the moment at which connections are taken no longer, requests are answered that still wait.
    private static readonly TimeSpan RequestsWait = TimeSpan.FromSeconds(3);

    // So that who looks at readiness sees it go false while the node still answers.
    private static readonly TimeSpan ReadinessFirst = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until the node is to stop, and stops it.</summary>
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

    /// <summary>Beside the requests, because they may wait for what only the hand-over, or the drain, answers.</summary>
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
