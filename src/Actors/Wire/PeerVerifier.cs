using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ActorInput.Actors.Wire;

/// <summary>
/// Decides whether the other end of a connection is one of our nodes: its certificate must come from our authority. The machine's own store of
/// authorities does not count, so that no public authority can let a stranger join.
/// </summary>
/// <param name="authorities">Our authority; several while an old one is being replaced.</param>
/// <param name="verifyHostNames">Whether a node that was called must have a certificate for the name or address by which it was called.</param>
internal sealed class PeerVerifier(X509Certificate2Collection authorities, bool verifyHostNames)
{
    /// <summary>Why the peer must be refused, as the end of "the peer was refused: …"; null if it is one of our nodes.</summary>
    /// <param name="certificate">The certificate that the peer presented.</param>
    /// <param name="errors">What the TLS library found. Only the name counts: its own idea of trust is the machine's.</param>
    public string? Problem(X509Certificate2? certificate, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "it presented no certificate";
        if (verifyHostNames && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return $"its certificate {certificate.Subject} is not for the name by which it was called";
        using var chain = new X509Chain { ChainPolicy = Policy() };
        if (chain.Build(certificate))
            return null;
        var reasons = chain.ChainStatus.Select(status => status.Status).Distinct();
        return $"its certificate {certificate.Subject} (issued by {certificate.Issuer}, valid to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}) "
            + $"is not a node's from our authority ({string.Join(", ", reasons)})";
    }

    /// <summary>Our authority is the only root, for the usages of a node.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck, // A small authority publishes no list.
            DisableCertificateDownloads = true, // A stranger's certificate must not make us call its addresses.
        };
        policy.CustomTrustStore.AddRange(authorities);
        foreach (var usage in CertificateAuthority.NodeUsages)
            policy.ApplicationPolicy.Add(usage);
        return policy;
    }
}
