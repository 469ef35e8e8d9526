using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorInput.Actors.Hosting;
using ActorInput.Actors.Wire;
using Microsoft.Extensions.Time.Testing;

namespace ActorInput.Actors.Tests.Wire;

public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly TestCertificates _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void IssueNode_NamesAndAddresses_AreAllInTheCertificate()
    {
        using var node = _files.Issue("node-1.example", "10.1.2.3", "::1");
        Assert.True(node.HasPrivateKey);
        Assert.Equal("CN=node-1.example", node.Subject);
        foreach (var name in (string[])["node-1.example", "10.1.2.3", "::1"])
            Assert.True(node.MatchesHostname(name, allowCommonName: false), name);
        Assert.False(node.MatchesHostname("node-2.example"));
        Assert.Equal(2, Assert.Single(node.Extensions.OfType<X509EnhancedKeyUsageExtension>()).EnhancedKeyUsages.Count);
        Assert.Null(Verifier(_files).Problem(node, SslPolicyErrors.RemoteCertificateChainErrors)); // The machine's opinion does not count.
    }

    [Fact]
    public void IssueNode_LongerThanTheAuthority_EndsWithIt()
    {
        using var node = CertificateAuthority.IssueNode(_files.Authority, ["x"], 30);
        Assert.Equal(_files.Authority.NotAfter, node.NotAfter);
    }

    [Theory]
    [InlineData(0, "x", "0 days")]
    [InlineData(10_951, "x", "10951 days")]
    [InlineData(1, "not a name", "'not a name' is neither")]
    [InlineData(1, "", "'' is neither")]
    public void IssueNode_BadRequest_SaysWhatIsAllowed(int days, string name, string expected)
    {
        var refused = Assert.Throws<ArgumentException>(() => CertificateAuthority.IssueNode(_files.Authority, [name], days));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IssueNode_ByWhatIsNoAuthority_IsRefused()
    {
        using var node = _files.Issue("x");
        Assert.Contains("no authority", Assert.Throws<ArgumentException>(() => CertificateAuthority.IssueNode(node, ["y"], 1)).Message, StringComparison.Ordinal);
        using var withoutKey = X509CertificateLoader.LoadCertificate(_files.Authority.RawData);
        Assert.Contains("no key", Assert.Throws<ArgumentException>(() => CertificateAuthority.IssueNode(withoutKey, ["y"], 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CertificateAuthority.IssueNode(_files.Authority, [], 1));
    }

    [Fact]
    public void Verifier_EveryOtherCertificate_IsRefusedWithTheReason()
    {
        using var foreign = new TestCertificates();
        using var old = new TestCertificates(new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(40)));
        using var stranger = foreign.Issue("x");
        using var expired = old.Issue("x");
        using var selfSigned = SelfSigned();
        using var issuedByANode = IssuedByANode();
        using var webServer = ServerOnly();
        Assert.Contains("PartialChain", Verifier(_files).Problem(stranger, SslPolicyErrors.None), StringComparison.Ordinal);
        Assert.Contains("NotTimeValid", Verifier(old).Problem(expired, SslPolicyErrors.None), StringComparison.Ordinal);
        Assert.Contains("UntrustedRoot", Verifier(_files).Problem(selfSigned, SslPolicyErrors.None), StringComparison.Ordinal);
        Assert.NotNull(Verifier(_files).Problem(issuedByANode, SslPolicyErrors.None));
        Assert.Contains("NotValidForUsage", Verifier(_files).Problem(webServer, SslPolicyErrors.None), StringComparison.Ordinal);
        Assert.Contains("no certificate", Verifier(_files).Problem(null, SslPolicyErrors.None), StringComparison.Ordinal);
        using var ours = _files.Issue("x");
        Assert.Contains("not for the name", Verifier(_files).Problem(ours, SslPolicyErrors.RemoteCertificateNameMismatch), StringComparison.Ordinal);
    }

    [Fact]
    public void AuthorityBeingReplaced_NodesOfBothAreTaken()
    {
        using var next = new TestCertificates();
        var both = _files.NewFile("both.pem");
        File.WriteAllText(both, File.ReadAllText(_files.AuthorityFile) + File.ReadAllText(next.AuthorityFile));
        var verifier = new PeerVerifier(CertificateFiles.ReadAuthorities(both), verifyHostNames: true);
        using var node = _files.Issue("x");
        using var newer = next.Issue("x");
        Assert.Null(verifier.Problem(node, SslPolicyErrors.None));
        Assert.Null(verifier.Problem(newer, SslPolicyErrors.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a secret")]
    public void WriteKey_ThenRead_IsTheSamePairAndForItsOwnerAlone(string? password)
    {
        using var node = _files.Issue("x");
        var (certificate, key) = (_files.NewFile("node.pem"), _files.NewFile("node.key"));
        CertificateFiles.WriteCertificate(node, certificate);
        CertificateFiles.WriteKey(node, key, password);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        using var read = CertificateFiles.Read(certificate, key, password);
        Assert.Equal((node.Thumbprint, true), (read.Thumbprint, read.HasPrivateKey));
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(certificate), StringComparison.Ordinal);
        Assert.Equal(password is not null, File.ReadAllText(key).Contains("ENCRYPTED", StringComparison.Ordinal));
    }

    [Fact]
    public void WriteKey_OverAFile_LeavesItAlone()
    {
        using var node = _files.Issue("x");
        var key = _files.NewFile("node.key");
        File.WriteAllText(key, "precious");
        Assert.Throws<IOException>(() => CertificateFiles.WriteKey(node, key));
        Assert.Equal("precious", File.ReadAllText(key));
    }

    [Fact]
    public void Read_Pkcs12_HasTheKey()
    {
        using var node = _files.Issue("x");
        var file = _files.NewFile("node.pfx");
        File.WriteAllBytes(file, node.Export(X509ContentType.Pkcs12, "secret"));
        using var read = CertificateFiles.Read(file, password: "secret");
        Assert.True(read.HasPrivateKey);
        Assert.ThrowsAny<CryptographicException>(() => CertificateFiles.Read(file, password: "wrong"));
    }

    [Fact]
    public void Options_BeyondLoopback_RequireTlsOrSoManyWords()
    {
        foreach (var host in (string[])["10.0.0.7", "node-1.example", "fd00::7"])
        {
            var problem = Assert.Single(new ActorInputOptions { ClusterHost = host }.Validate());
            Assert.Contains($"ClusterHost is '{host}', which is not loopback", problem, StringComparison.Ordinal);
            Assert.Contains("AllowUnencryptedCluster", problem, StringComparison.Ordinal);
            Assert.Empty(new ActorInputOptions { ClusterHost = host, AllowUnencryptedCluster = true }.Validate());
            Assert.Empty(new ActorInputOptions { ClusterHost = host, Tls = _files.Tls() }.Validate());
        }

        foreach (var bind in (string[])["0.0.0.0", "::"])
        {
            Assert.Contains($"ClusterBind is '{bind}', which is not loopback", Assert.Single(new ActorInputOptions { ClusterBind = bind }.Validate()), StringComparison.Ordinal);
            Assert.Empty(new ActorInputOptions { ClusterBind = bind, Tls = _files.Tls() }.Validate());
        }

        foreach (var host in (string[])["127.0.0.1", "localhost", "::1", "127.8.9.1"])
            Assert.Empty(new ActorInputOptions { ClusterHost = host }.Validate());
    }

    [Fact]
    public void Options_TlsThatCannotWork_SayWhichFileAndWhy()
    {
        Assert.Equal(2, new ActorInputOptions { Tls = new TlsOptions() }.Validate().Count(problem => problem.Contains("is empty", StringComparison.Ordinal)));
        var noFile = _files.Tls();
        noFile.KeyFile = "/nowhere/key.pem";
        Assert.Contains("Tls:KeyFile is '/nowhere/key.pem'; there is no such file", Problem(noFile), StringComparison.Ordinal);
        var noPem = _files.Tls();
        noPem.AuthorityFile = noPem.KeyFile!;
        Assert.Contains("no certificate in PEM", Problem(noPem), StringComparison.Ordinal);
        using var foreign = new TestCertificates();
        var mixed = _files.Tls();
        mixed.AuthorityFile = foreign.AuthorityFile;
        Assert.Contains("Other nodes would refuse this one", Problem(mixed), StringComparison.Ordinal);
        var otherKey = _files.Tls();
        otherKey.KeyFile = _files.Tls().KeyFile;
        Assert.Contains("cannot be used", Problem(otherKey), StringComparison.Ordinal);
        var noKey = _files.Tls();
        noKey.KeyFile = null;
        Assert.Contains("cannot be used", Problem(noKey), StringComparison.Ordinal);
    }

    private static string Problem(TlsOptions tls) => Assert.Single(new ActorInputOptions { Tls = tls }.Validate());

    private static PeerVerifier Verifier(TestCertificates files) => new(CertificateFiles.ReadAuthorities(files.AuthorityFile), verifyHostNames: true);

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private X509Certificate2 IssuedByANode()
    {
        using var node = _files.Issue("x");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=y", key, HashAlgorithmName.SHA256);
        var signature = X509SignatureGenerator.CreateForECDsa(node.GetECDsaPrivateKey()!);
        return request.Create(node.SubjectName, signature, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3]);
    }

    private X509Certificate2 ServerOnly()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=z", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], true));
        return request.Create(_files.Authority, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 4]);
    }
}
