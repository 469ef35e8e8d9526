using System.Globalization;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>All TCP ports on which a process listens, as the kernel reports them, including those that nobody chose.</summary>
internal static class ListeningPorts
{
    private const string Listening = "0A";
    private const int StateField = 3;
    private const int InodeField = 9;

    /// <exception cref="Xunit.Sdk.TrueException">One of them can be reached from other machines.</exception>
    public static IReadOnlyList<int> Of(int process)
    {
        var sockets = Directory.GetFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget).ToHashSet(StringComparer.Ordinal);
        var ports = new List<int>();
        foreach (var line in File.ReadLines($"/proc/{process}/net/tcp").Concat(File.ReadLines($"/proc/{process}/net/tcp6")).Where(line => !line.Contains("local_address", StringComparison.Ordinal)))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields[StateField] != Listening || !sockets.Contains($"socket:[{fields[InodeField]}]"))
                continue;
            var local = fields[1].Split(':');
            Assert.True(local[0] is "0100007F", $"process {process} listens on {local[0]}, which is not 127.0.0.1");
            ports.Add(int.Parse(local[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }

        return ports;
    }
}
