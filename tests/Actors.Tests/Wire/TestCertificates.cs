using System.Security.Cryptography.X509Certificates;
using ActorInput.Actors.Wire;

namespace ActorInput.Actors.Tests.Wire;

/// <summary>An authority and nodes of it, in files of a folder that goes with the test.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorinput-tls-");
    private readonly TimeProvider? _time;
    private int _files;

    public TestCertificates(TimeProvider? time = null)
    {
        _time = time;
        Authority = CertificateAuthority.CreateAuthority("test authority", 10, time);
        AuthorityFile = NewFile("authority.pem");
        CertificateFiles.WriteCertificate(Authority, AuthorityFile);
    }

    public X509Certificate2 Authority { get; }

    public string AuthorityFile { get; }

    public string NewFile(string name) => Path.Combine(_folder.FullName, $"{++_files}-{name}");

    public X509Certificate2 Issue(params string[] names) => CertificateAuthority.IssueNode(Authority, names, 1, _time);

    public TlsOptions Tls(params string[] names)
    {
        using var certificate = Issue(names.Length > 0 ? names : ["127.0.0.1", "localhost"]);
        var options = new TlsOptions { CertificateFile = NewFile("node.pem"), KeyFile = NewFile("node.key"), AuthorityFile = AuthorityFile };
        CertificateFiles.WriteCertificate(certificate, options.CertificateFile);
        CertificateFiles.WriteKey(certificate, options.KeyFile);
        return options;
    }

    public void Dispose()
    {
        Authority.Dispose();
        _folder.Delete(recursive: true);
    }
}
