using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorInput.Host.Tests.Commands;

/// <summary>A web server that is not a node.</summary>
internal sealed class OtherServer(WebApplication app) : IAsyncDisposable
{
    public string Address => app.Urls.Single();

    public static async Task<OtherServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context => Results.Content("<p>hello", "text/html").ExecuteAsync(context));
        await app.StartAsync();
        return new OtherServer(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
