using Microsoft.Extensions.Hosting;

namespace ActorInput.Emulation.Server;

/// <summary>A lifetime that ends only when the embedding program stops the server. The usual lifetime would handle the process's signals.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
