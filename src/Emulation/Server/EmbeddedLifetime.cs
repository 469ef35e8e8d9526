using Microsoft.Extensions.Hosting;

namespace ActorInput.Emulation.Server;

/// <summary>Lets whoever embeds the server say when it stops; the usual lifetime would take the process's signals.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
