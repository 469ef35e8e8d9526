using ActorInput.Actors.Hosting;
using Akka.Actor;

namespace ActorInput.Host.Nodes;

/// <summary>
/// How a node stops: readiness goes false first, then requests are finished, then the emulators are handed over and the cluster is left. Alone
/// it has nobody to hand over to and takes at most 4 s; otherwise at most 24 s.
/// </summary>
internal static class NodeStop
{
    /// <summary>The longest stop of a node that has others beside it: less than the 30 s that Kubernetes and systemd wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(24);

    private static readonly TimeSpan LongestAlone = TimeSpan.FromSeconds(4);

    // For requests in flight. Those that still wait then go on while the emulators move: what they sent moves too.
    private static readonly TimeSpan FinishRequests = TimeSpan.FromSeconds(4);

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
        if (hasPeers)
            handOver.Token.Register(() => _ = CoordinatedShutdown.Get(app.Services.GetRequiredService<ActorSystem>()).Run(CoordinatedShutdown.ClrExitReason.Instance));
        await app.StopAsync(bound.Token);
    }
}
