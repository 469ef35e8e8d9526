using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ActorInput.Actors.Wire;

/// <summary>TLS handshakes, as client and as server. A failure is a value: the problem, as the end of "the peer was refused: …".</summary>
internal sealed class TlsHandshaker
{
    private const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;
    private readonly NodeCredentials _credentials;
    private readonly SslStreamCertificateContext _shown;

    public TlsHandshaker(NodeCredentials credentials)
    {
        _credentials = credentials;
        _shown = SslStreamCertificateContext.Create(credentials.Certificate, additionalCertificates: null, offline: true);
    }

    /// <summary>Starts a handshake as client, with the server's name. The socket is closed if it fails.</summary>
    public Task<(SslStream? Stream, string Problem)> CallAsync(Socket socket, string host, CancellationToken cancel) =>
        ShakeAsync(socket, (stream, verify) => stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ClientCertificateContext = _shown,
                EnabledSslProtocols = Protocols,
                AllowRenegotiation = false,
                AllowTlsResume = false, // Every connection shows and proves its certificate.
                CertificateChainPolicy = _credentials.Verifier.Policy(),
                RemoteCertificateValidationCallback = verify,
            },
            cancel));

    /// <summary>Does a handshake as server. The socket is closed if it fails.</summary>
    public Task<(SslStream? Stream, string Problem)> AnswerAsync(Socket socket, CancellationToken cancel) =>
        ShakeAsync(socket, (stream, verify) => stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = _shown,
                ClientCertificateRequired = true,
                EnabledSslProtocols = Protocols,
                AllowRenegotiation = false,
                AllowTlsResume = false,
                CertificateChainPolicy = _credentials.Verifier.Policy(),
                RemoteCertificateValidationCallback = verify,
            },
            cancel));

    private async Task<(SslStream? Stream, string Problem)> ShakeAsync(
        Socket socket, Func<SslStream, RemoteCertificateValidationCallback, Task> shake)
    {
        string? refused = null;
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await shake(stream, (_, certificate, _, errors) => (refused = _credentials.Verifier.Problem(certificate as X509Certificate2, errors)) is null);
            return (stream, "");
        }
        catch (Exception failed) when (failed is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException)
        {
            await stream.DisposeAsync();
            return (null, refused ?? failed switch
            {
                OperationCanceledException => "no TLS handshake in time",
                { InnerException: { } cause } => $"no TLS handshake: {cause.Message.TrimEnd('.')}",
                _ => $"no TLS handshake: {failed.Message.TrimEnd('.')}",
            });
        }
    }
}
