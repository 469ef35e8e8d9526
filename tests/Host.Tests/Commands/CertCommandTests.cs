using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ActorInput.Actors.Wire;
using ActorInput.Host.Configuration;

namespace ActorInput.Host.Tests.Commands;

public sealed class CertCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cert");

    private string Authority => Folder("authority");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TwoNodesOfOneAuthority_TakeEachOther()
    {
        await RunAsync("authority", "--out", Authority, "--name", "lab");
        var (first, second) = (await NodeAsync(Authority, "node-1", "node-1.example", "10.0.0.1"), await NodeAsync(Authority, "node-2", "node-2.example"));
        Assert.Equal("CN=lab", first.Certificate.Issuer);
        foreach (var name in (string[])["node-1.example", "10.0.0.1"])
            Assert.True(first.Certificate.MatchesHostname(name, allowCommonName: false), name);
        Assert.False(first.Certificate.MatchesHostname("node-2.example"));
        Assert.Null(first.Verifier.Problem(second.Certificate, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.Null(second.Verifier.Problem(first.Certificate, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public async Task NodeOfAnotherAuthority_IsRefused()
    {
        await RunAsync("authority", "--out", Authority);
        await RunAsync("authority", "--out", Folder("other"));
        var (ours, foreign) = (await NodeAsync(Authority, "node-1", "node-1.example"), await NodeAsync(Folder("other"), "node-2", "node-2.example"));
        Assert.Contains("is not a node's from our authority", ours.Verifier.Problem(foreign.Certificate, SslPolicyErrors.None), StringComparison.Ordinal);
        Assert.NotEqual(ours.Certificate.Issuer, foreign.Certificate.Issuer);
        Assert.Contains("is not a node's from our authority", foreign.Verifier.Problem(ours.Certificate, SslPolicyErrors.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_AreForTheirOwnerAlone_AndTheAuthoritysIsNotGivenToNodes()
    {
        await RunAsync("authority", "--out", Authority);
        await NodeAsync(Authority, "node-1", "node-1.example");
        Assert.Equal(["authority.key", "authority.pem"], Names(Authority));
        Assert.Equal(["authority.pem", "node.key", "node.pem"], Names(Folder("node-1")));
        if (OperatingSystem.IsWindows())
            return;
        foreach (var key in (string[])[Path.Combine(Authority, "authority.key"), Path.Combine(Folder("node-1"), "node.key")])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
    }

    [Fact]
    public async Task PrintedConfiguration_PastedIntoAFile_IsValid()
    {
        await RunAsync("authority", "--out", Authority);
        var output = await RunAsync("node", "--authority", Authority, "--out", Folder("node-1"), "--host", "10.0.0.1", "--host", "node-1.example");
        Assert.Contains($"{Path.Combine(Folder("node-1"), "node.key")}: its key, only for this node", output, StringComparison.Ordinal);
        var lines = output[output.IndexOf("  \"ClusterHost\"", StringComparison.Ordinal)..];
        var file = Path.Combine(_folder.FullName, "node.json");
        Assert.DoesNotContain(_folder.FullName, lines, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "{ \"ActorInput\": {" + lines.Replace("/etc/actorinput/tls", Folder("node-1"), StringComparison.Ordinal) + "} }");
        var node = NodeSettings.Load(new ConfigurationPlace(_folder.FullName, _folder.FullName, new Dictionary<string, string>(StringComparer.Ordinal)), new NodeArguments { ConfigFile = file }).Node;
        Assert.Equal("10.0.0.1", node.ClusterHost);
        Assert.NotNull(node.Tls);
    }

    [Fact]
    public async Task Days_AreKept_ButNotBeyondTheAuthoritys()
    {
        await RunAsync("authority", "--out", Authority, "--days", "100");
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Authority, "authority.pem"));
        var shorter = await NodeAsync(Authority, "node-1", "node-1.example", "--days", "30");
        Assert.InRange((authority.NotAfter - shorter.Certificate.NotAfter).TotalDays, 69.9, 70.1);
        var longer = await NodeAsync(Authority, "node-2", "node-2.example", "--days", "300");
        Assert.Equal(authority.NotAfter, longer.Certificate.NotAfter);
    }

    [Fact]
    public async Task FilesThatAreThere_AreKeptWithoutForceAndReplacedWithIt()
    {
        await RunAsync("authority", "--out", Authority);
        await NodeAsync(Authority, "node-1", "node-1.example");
        var before = Contents();
        var problem = await RefusedAsync("authority", "--out", Authority);
        Assert.Contains($"--out is '{Authority}'", problem, StringComparison.Ordinal);
        Assert.Contains("authority.key", problem, StringComparison.Ordinal);
        Assert.Contains("--force replaces", problem, StringComparison.Ordinal);
        Assert.Contains("node.pem exist; --force replaces", await RefusedAsync(NodeLine(Authority, "node-1", "x.example")), StringComparison.Ordinal);
        Assert.Equal(before, Contents());

        var replaced = await NodeAsync(Authority, "node-1", "node-9.example", "--force");
        Assert.True(replaced.Certificate.MatchesHostname("node-9.example"));
        Assert.Equal(["authority.pem", "node.key", "node.pem"], Names(Folder("node-1")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder("node-1"), "node.key")));
    }

    [Fact]
    public async Task NodeFolderWithTheCertificateOfAnotherAuthority_IsLeftAlone()
    {
        await RunAsync("authority", "--out", Authority);
        await RunAsync("authority", "--out", Folder("other"));
        Directory.CreateDirectory(Folder("node-1"));
        File.Copy(Path.Combine(Folder("other"), "authority.pem"), Path.Combine(Folder("node-1"), "authority.pem"));
        Assert.Contains("authority.pem exists; --force", await RefusedAsync(NodeLine(Authority, "node-1", "x.example")), StringComparison.Ordinal);
        Assert.Equal(["authority.pem"], Names(Folder("node-1")));
    }

    [Fact]
    public async Task AuthorityThatCannotSign_IsNamedWithTheReason()
    {
        Assert.Contains($"there is no {Path.Combine(Folder("gone"), "authority.pem")}; make an authority with", await RefusedAsync(NodeLine(Folder("gone"), "n", "x")), StringComparison.Ordinal);
        await RunAsync("authority", "--out", Authority);
        await NodeAsync(Authority, "node-1", "node-1.example");
        foreach (var extension in (string[])["pem", "key"])
            File.Copy(Path.Combine(Folder("node-1"), $"node.{extension}"), Path.Combine(Folder("node-1"), $"authority.{extension}"), overwrite: true);
        Assert.Contains("is no authority", await RefusedAsync(NodeLine(Folder("node-1"), "n", "x")), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(Authority, "authority.key"), "garbage");
        Assert.Contains($"--authority is '{Authority}', which cannot be used: ", await RefusedAsync(NodeLine(Authority, "n", "x")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder("n")));
    }

    [Fact]
    public async Task FolderThatIsAFile_IsNamedWithTheReason()
    {
        await File.WriteAllTextAsync(Authority, "");
        Assert.Contains($"--out is '{Authority}', which cannot be written to: ", await RefusedAsync("authority", "--out", Authority), StringComparison.Ordinal);
    }

    private string Folder(string name) => Path.Combine(_folder.FullName, name);

    private string[] NodeLine(string authority, string name, params string[] hostsAndMore) =>
        ["node", "--authority", authority, "--out", Folder(name), .. hostsAndMore.TakeWhile(IsHost).SelectMany(host => (string[])["--host", host]), .. hostsAndMore.SkipWhile(IsHost)];

    private static bool IsHost(string word) => !word.StartsWith('-');

    /// <summary>Makes a node's files, and reads them as the node does.</summary>
    private async Task<NodeCredentials> NodeAsync(string authority, string name, params string[] hostsAndMore)
    {
        await RunAsync(NodeLine(authority, name, hostsAndMore));
        return NodeCredentials.Load(new TlsOptions
        {
            CertificateFile = Path.Combine(Folder(name), "node.pem"),
            KeyFile = Path.Combine(Folder(name), "node.key"),
            AuthorityFile = Path.Combine(Folder(name), "authority.pem"),
        });
    }

    private static async Task<string> RunAsync(params string[] line)
    {
        var (code, output, error) = await HostCommandLineTests.RunAsync(["cert", .. line]);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    private static async Task<string> RefusedAsync(params string[] line)
    {
        var (code, output, error) = await HostCommandLineTests.RunAsync(["cert", .. line]);
        Assert.Equal((1, ""), (code, output));
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        return error;
    }

    private static string[] Names(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string[] Contents() =>
        [.. _folder.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal).Select(file => File.ReadAllText(file.FullName))];
}
