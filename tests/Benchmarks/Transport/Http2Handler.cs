using System.Net;

namespace ActorInput.Benchmarks.Transport;

/// <summary>Has the product's sessions speak HTTP/2, all over one connection for each server.</summary>
internal sealed class Http2Handler() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version20;
        return base.SendAsync(request, cancellationToken);
    }
}
