using System.Diagnostics;
using ActorInput.Host.Tests.Configuration;

namespace ActorInput.Host.Tests.Documents;

/// <summary>
/// A clone of the committed files, built once as <c>./run</c> builds it, with a network of its own in which the documents' ports are free. It is
/// removed after the tests.
/// </summary>
public sealed class FreshClone : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("actorinput-clone-").FullName;
    private readonly string _space = $"aidoc{Guid.NewGuid().ToString("N")[..6]}";

    /// <summary>The clone.</summary>
    public string Folder => Path.Combine(_root, "ActorInput");

    /// <summary>Why this machine cannot make one; null if it can.</summary>
    public static string? Missing()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return "a network of its own needs Linux and root";
        try
        {
            var name = $"aidoc{Guid.NewGuid().ToString("N")[..6]}";
            var (code, output) = RunAsync("/", "ip", "netns", "add", name).GetAwaiter().GetResult();
            if (code == 0)
                RunAsync("/", "ip", "netns", "del", name).GetAwaiter().GetResult();
            return code == 0 ? null : $"no network namespace can be made: {output}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "the command ip (package iproute2) is missing";
        }
    }

    public async Task InitializeAsync()
    {
        if (Missing() is not null)
            return;
        await MustAsync(_root, "git", "clone", "--quiet", "--no-hardlinks", Repository.Root, Folder);
        // The core is what eng/get-core.sh has fetched for these tests already.
        var core = Path.Combine(Repository.Root, ".core");
        if (Directory.Exists(core))
            await MustAsync(_root, "cp", "-rL", core, Folder);
        // Building needs the package server, which the separate network cannot reach. A curl that gets an error must fail.
        await MustAsync(Folder, "./run", "status", "--help");
        await File.WriteAllTextAsync(Path.Combine(_root, ".curlrc"), "fail-with-body\nsilent\nshow-error\n");
        await MustAsync(_root, "ip", "netns", "add", _space);
        await MustAsync(_root, "ip", "-n", _space, "link", "set", "lo", "up");
    }

    public async Task DisposeAsync()
    {
        await RunAsync("/", "ip", "netns", "del", _space);
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>How to start bash in the clone, in the network of its own.</summary>
    public ProcessStartInfo Bash(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("ip", ["netns", "exec", _space, "bash", .. arguments]) { WorkingDirectory = Folder };
        start.Environment["CURL_HOME"] = _root;
        return start;
    }

    private static async Task MustAsync(string folder, string command, params IReadOnlyList<string> arguments)
    {
        var (code, output) = await RunAsync(folder, command, arguments);
        if (code != 0)
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)}: {output}");
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, string command, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Exists(Path.Combine(folder, command)) ? Path.Combine(folder, command) : command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output + await error).Trim());
    }
}
