using System.Net;
using System.Net.Http.Headers;

namespace ActorInput.Benchmarks.Transport;

/// <summary>Posts bodies that are ready and reads the whole answer; all games of a server share its connections.</summary>
/// <param name="version">HTTP/1.1, or HTTP/2 with all requests on one connection.</param>
internal sealed class RawClient(Version version) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, MaxConnectionsPerServer = 256 });

    /// <param name="address">Where it goes.</param>
    /// <param name="body">The body, as it is sent.</param>
    /// <param name="encoding">How the body is compressed; null when it is not.</param>
    public async Task<byte[]> PostAsync(Uri address, byte[] body, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        using var response = await _invoker.SendAsync(request, CancellationToken.None);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{address} answered {response.StatusCode}.");
        return await response.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => _invoker.Dispose();
}
