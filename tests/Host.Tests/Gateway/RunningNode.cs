namespace ActorInput.Host.Tests.Gateway;

/// <summary>Ends a test's own node with the test.</summary>
internal sealed record RunningNode(TestNode Node) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Node.DisposeAsync();
}
