using System.Net;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>Looks at a node's readiness all the time, as a load balancer does, until nobody answers.</summary>
internal sealed class ReadinessWatch : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource _stop = new(Bound);
    private readonly List<HttpStatusCode> _seen = [];
    private readonly ClusterNode _node;
    private readonly Task _looking;

    private ReadinessWatch(ClusterNode node)
    {
        _node = node;
        _looking = Task.Run(LookAsync);
    }

    public static ReadinessWatch Start(ClusterNode node) => new(node);

    /// <summary>The node reported that it is not ready while it still answered, and did not become ready again.</summary>
    public void AssertFellBeforeTheEnd()
    {
        var changes = _seen.Where((status, i) => i == 0 || _seen[i - 1] != status);
        Assert.True(
            _seen.Count > 0 && changes.SkipWhile(status => status == HttpStatusCode.OK).SequenceEqual([HttpStatusCode.ServiceUnavailable]),
            $"readiness of {_node.Plan.Name} until the end: {string.Join(' ', changes)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        _stop.Dispose();
    }

    private async Task LookAsync()
    {
        using var look = new PeriodicTimer(LookEvery);
        try
        {
            while (!_node.Process.HasExited)
            {
                using var response = await _node.Client.GetAsync("/health/ready", _stop.Token);
                _seen.Add(response.StatusCode);
                await look.WaitForNextTickAsync(_stop.Token);
            }
        }
        catch (Exception ended) when (ended is HttpRequestException or OperationCanceledException)
        {
            // Nobody answers any more.
        }
    }
}
