using System.Diagnostics;
using System.Globalization;

namespace ActorInput.Cluster.Tests.Harness;

/// <summary>
/// Network namespaces for nodes: each with a link to the others, which can be cut, and one to the test, for their gateways and for the games. They
/// exist on this machine only, and are removed after the test.
/// </summary>
internal sealed class NetworkSpaces : IAsyncDisposable
{
    private readonly string _tag = Guid.NewGuid().ToString("N")[..5];
    private readonly byte _net = (byte)Random.Shared.Next(1, 255);
    private readonly int _count;

    private NetworkSpaces(int count) => _count = count;

    /// <summary>The test's own address, as nodes reach it.</summary>
    public string TestHost => $"10.253.{_net}.254";

    /// <summary>Why this machine cannot make them; null if it can.</summary>
    public static string? Missing()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return "network namespaces need Linux and root";
        try
        {
            var name = $"ait{Guid.NewGuid().ToString("N")[..5]}";
            if (Run("netns", "add", name) is { } problem)
                return $"no network namespace can be made: {problem}";
            var link = Run("-n", name, "link", "add", "x0", "type", "veth", "peer", "name", "x1") ?? Run("-n", name, "link", "add", "x2", "type", "bridge");
            Run("netns", "del", name);
            return link is null ? null : $"no veth or bridge can be made: {link}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "the command ip (package iproute2) is missing";
        }
    }

    /// <summary>Makes a number of namespaces.</summary>
    public static async Task<NetworkSpaces> CreateAsync(int count)
    {
        var spaces = new NetworkSpaces(count);
        try
        {
            foreach (var bridge in new[] { spaces.Bridge("c"), spaces.Bridge("t") })
            {
                Must("link", "add", bridge, "type", "bridge");
                Must("link", "set", bridge, "up");
            }

            Must("addr", "add", $"{spaces.TestHost}/24", "dev", spaces.Bridge("t"));
            for (var i = 0; i < count; i++)
                spaces.Add(i);
            return spaces;
        }
        catch
        {
            await spaces.DisposeAsync();
            throw;
        }
    }

    /// <summary>Name of a namespace.</summary>
    public string Space(int place) => string.Create(CultureInfo.InvariantCulture, $"ai{_tag}n{place}");

    /// <summary>The namespace's address for the other nodes.</summary>
    public string ClusterHost(int place) => $"10.252.{_net}.{place + 1}";

    /// <summary>The namespace's address for the test.</summary>
    public string HttpHost(int place) => $"10.253.{_net}.{place + 1}";

    /// <summary>Cuts the link to the other nodes; the link to the test stays.</summary>
    public void Cut(int place) => Must("link", "set", Link("c", place), "down");

    /// <summary>Restores the link.</summary>
    public void Heal(int place) => Must("link", "set", Link("c", place), "up");

    public ValueTask DisposeAsync()
    {
        // Removing a namespace removes its ends of the links, and so the links.
        for (var i = 0; i < _count; i++)
            Run("netns", "del", Space(i));
        Run("link", "del", Bridge("c"));
        Run("link", "del", Bridge("t"));
        return ValueTask.CompletedTask;
    }

    private void Add(int place)
    {
        var space = Space(place);
        Must("netns", "add", space);
        Must("-n", space, "link", "set", "lo", "up");
        foreach (var (kind, address) in new[] { ("c", ClusterHost(place)), ("t", HttpHost(place)) })
        {
            var inside = $"{kind}0";
            Must("link", "add", Link(kind, place), "type", "veth", "peer", "name", inside, "netns", space);
            Must("link", "set", Link(kind, place), "master", Bridge(kind), "up");
            Must("-n", space, "addr", "add", $"{address}/24", "dev", inside);
            Must("-n", space, "link", "set", inside, "up");
        }
    }

    private string Bridge(string kind) => $"ai{_tag}{kind}";

    // An interface's name has at most 15 characters.
    private string Link(string kind, int place) => string.Create(CultureInfo.InvariantCulture, $"ai{_tag}{kind}{place}");

    private static void Must(params IReadOnlyList<string> arguments)
    {
        if (Run(arguments) is { } problem)
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {problem}");
    }

    /// <summary>Runs <c>ip</c>; null when it succeeds.</summary>
    private static string? Run(params IReadOnlyList<string> arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var error = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        return ip.ExitCode == 0 ? null : $"{error.Trim()} ({ip.ExitCode})";
    }
}
