using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorInput.Actors.Wire;

/// <summary>This node's certificate, and the authorities by which it recognises other nodes.</summary>
/// <param name="Certificate">Its certificate, with the key.</param>
/// <param name="Verifier">Decides about others.</param>
internal sealed record NodeCredentials(X509Certificate2 Certificate, PeerVerifier Verifier)
{
    /// <summary>Reads the files that the options name.</summary>
    /// <exception cref="CryptographicException">A file has other contents, or other nodes would refuse the certificate.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static NodeCredentials Load(TlsOptions options)
    {
        var certificate = CertificateFiles.Read(options.CertificateFile, options.KeyFile, options.Password);
        if (!certificate.HasPrivateKey)
            throw new CryptographicException("The certificate comes without its key.");
        var verifier = new PeerVerifier(CertificateFiles.ReadAuthorities(options.AuthorityFile), options.VerifyHostNames);
        return verifier.Problem(certificate, SslPolicyErrors.None) is { } problem
            ? throw new CryptographicException($"Other nodes would refuse this one: {problem}.")
            : new NodeCredentials(certificate, verifier);
    }
}
