using System.Text.RegularExpressions;
using ActorInput.Actors.Wire;
using ActorInput.Host.Configuration;

namespace ActorInput.Host.Tests.Configuration;

/// <summary>Compares the examples in <c>config/</c> with the options.</summary>
public sealed partial class ConfigurationExampleTests : IDisposable
{
    private static readonly string Examples = Path.Combine(Repository.Root, "config");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("examples");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Examples, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Examples, file)).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryExample_IsLoadedAndValid(string file) => Load(file);

    [Fact]
    public void ThreeNodesOnOneMachine_AreOneClusterOfTwelve()
    {
        List<NodeSettings> nodes = [.. Enumerable.Range(1, 3).Select(n => Load($"three-nodes-one-machine/node-{n}.json"))];
        Assert.Equal(12, nodes.SelectMany(node => node.Node.Emulators).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal([8081, 8082, 8083], nodes.Select(node => node.Http.Port));
        Assert.All(nodes, node => Assert.Equal(nodes.Select(other => $"127.0.0.1:{other.Node.ClusterPort}"), node.Node.SeedNodes, StringComparer.Ordinal));
        Assert.All(nodes, node => Assert.True(node.Http.IsLoopback && node.Node.Tls is null));
        // Two nodes have room for the games of all three.
        Assert.All(nodes, node => Assert.True(2 * node.Node.Pool.EmbeddedSlots >= 12));
    }

    [Fact]
    public void ThreeMachines_AreOneClusterWithTls()
    {
        List<NodeSettings> nodes = [.. Enumerable.Range(1, 3).Select(n => Load($"three-machines/node-{n}.json", emulators: 4))];
        Assert.Equal(12, nodes.SelectMany(node => node.Node.Emulators).Distinct(StringComparer.Ordinal).Count());
        Assert.All(nodes, node => Assert.Equal(nodes.Select(other => $"{other.Node.ClusterHost}:4053"), node.Node.SeedNodes, StringComparer.Ordinal));
        Assert.All(nodes, node => Assert.NotNull(node.Node.Tls));
    }

    [Fact]
    public void KubernetesEnvironment_MakesEveryPodANodeOfItsOwn()
    {
        var manifest = File.ReadAllText(Path.Combine(Examples, "kubernetes", "statefulset.yaml"));
        List<NodeSettings> pods = [.. Enumerable.Range(0, 3).Select(n => Load("kubernetes/node.json", 4, Variables(manifest, $"actorinput-{n}")))];
        Assert.Equal(["actorinput-0-1", "actorinput-0-2", "actorinput-0-3", "actorinput-0-4"], pods[0].Node.Emulators, StringComparer.Ordinal);
        Assert.Equal(12, pods.SelectMany(pod => pod.Node.Emulators).Distinct(StringComparer.Ordinal).Count());
        Assert.All(pods, pod => Assert.Equal(pods.Select(other => $"{other.Node.ClusterHost}:4053"), pod.Node.SeedNodes, StringComparer.Ordinal));
    }

    /// <summary>The variables of the manifest that have a value there, as the pod gets them.</summary>
    private static Dictionary<string, string> Variables(string manifest, string pod)
    {
        var found = Variable().Matches(manifest).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value.Replace("$(POD_NAME)", pod, StringComparison.Ordinal), StringComparer.Ordinal);
        Assert.Equal(2, found.Count);
        return found;
    }

    private NodeSettings Load(string file, int? emulators = null, Dictionary<string, string>? environment = null)
    {
        environment = new(environment ?? [], StringComparer.OrdinalIgnoreCase);
        if (File.ReadAllText(Path.Combine(Examples, file)).Contains("/etc/actorinput/tls/node.pem", StringComparison.Ordinal))
        {
            // Only the paths of the files differ from the example.
            var (certificate, key, authorityFile) = (Path.Combine(_folder.FullName, "n.pem"), Path.Combine(_folder.FullName, "n.key"), Path.Combine(_folder.FullName, "a.pem"));
            if (!File.Exists(key))
            {
                using var authority = CertificateAuthority.CreateAuthority("test", 1);
                using var node = CertificateAuthority.IssueNode(authority, ["10.0.0.1"], 1);
                CertificateFiles.WriteCertificate(authority, authorityFile);
                CertificateFiles.WriteCertificate(node, certificate);
                CertificateFiles.WriteKey(node, key);
            }

            environment["ACTORINPUT__TLS__CERTIFICATEFILE"] = certificate;
            environment["ACTORINPUT__TLS__KEYFILE"] = key;
            environment["ACTORINPUT__TLS__AUTHORITYFILE"] = authorityFile;
        }

        var place = new ConfigurationPlace(_folder.FullName, _folder.FullName, environment);
        return NodeSettings.Load(place, new NodeArguments { ConfigFile = Path.Combine(Examples, file), Emulators = emulators });
    }

    [GeneratedRegex(@"- name: (?<name>ACTORINPUT__\w+)\s+value: (?<value>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Variable();
}
