using ActorInput.Actors.Wire;

namespace ActorInput.Benchmarks.Common;

/// <summary>Certificates for a benchmark, in a folder that it removes.</summary>
internal static class BenchCertificates
{
    /// <summary>Makes an authority and a node's certificate.</summary>
    public static TlsOptions Make(string folder)
    {
        using var authority = CertificateAuthority.CreateAuthority("bench", 1);
        using var node = CertificateAuthority.IssueNode(authority, ["127.0.0.1"], 1);
        var options = In(folder);
        CertificateFiles.WriteCertificate(authority, options.AuthorityFile);
        CertificateFiles.WriteCertificate(node, options.CertificateFile);
        CertificateFiles.WriteKey(node, options.KeyFile!);
        return options;
    }

    /// <summary>What <see cref="Make"/> made.</summary>
    public static TlsOptions In(string folder) => new()
    {
        CertificateFile = Path.Combine(folder, "node.pem"),
        KeyFile = Path.Combine(folder, "node.key"),
        AuthorityFile = Path.Combine(folder, "authority.pem"),
    };
}
