using System.Security.Cryptography.X509Certificates;
using ActorInput.Actors.Wire;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>A certificate authority of a test, and its certificates for nodes, as files in a folder.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly string _folder;
    private readonly X509Certificate2 _authority = CertificateAuthority.CreateAuthority("test authority", 1);
    private readonly string _authorityFile;
    private int _nodes;

    /// <param name="folder">Where the files are; the caller removes it.</param>
    public TestAuthority(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _authorityFile = Path.Combine(_folder, "authority.pem");
        CertificateFiles.WriteCertificate(_authority, _authorityFile);
    }

    /// <summary>The options of a node with a certificate for that address.</summary>
    public IReadOnlyDictionary<string, string> Options(string host)
    {
        using var certificate = CertificateAuthority.IssueNode(_authority, [host], 1);
        var file = Path.Combine(_folder, $"node-{++_nodes}.pem");
        var key = Path.ChangeExtension(file, ".key");
        CertificateFiles.WriteCertificate(certificate, file);
        CertificateFiles.WriteKey(certificate, key);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Tls:CertificateFile"] = file,
            ["Tls:KeyFile"] = key,
            ["Tls:AuthorityFile"] = _authorityFile,
        };
    }

    public void Dispose() => _authority.Dispose();
}
