using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActorInput.Host.Tests.Configuration;
using ActorInput.Host.Tests.Nodes;

namespace ActorInput.Host.Tests.Agents;

/// <summary>The host of docs/agents.md, word for word, in a folder outside the repository, where its central package versions have no effect.</summary>
public sealed partial class AgentPageTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Host_BuiltFromThePage_HasNoWarningsPressesAndIsAnswered()
    {
        var folder = Directory.CreateTempSubdirectory("actorinput-agent-");
        try
        {
            await WriteFilesAsync(folder.FullName);
            // NuGet's audit asks a server for known vulnerabilities, which has nothing to do with the page.
            var built = await DotnetAsync(folder.FullName, "build", "-c", "Release", "--nologo", "-warnaserror", "-p:NuGetAudit=false");
            Assert.True(built.Code == 0, built.Output);
            Assert.Contains("0 Warning(s)", built.Output, StringComparison.Ordinal);

            await using var node = HostProcess.Start("node", "--http", "0", "--cluster", "0", "--emulators", "2", "--slots", "2", "--json");
            using var client = new HttpClient { BaseAddress = new Uri((await node.ReadJsonAsync()).GetProperty("ready").GetString()!) };
            var cluster = new Uri((await client.GetFromJsonAsync<JsonElement>("/api/nodes"))[0].GetProperty("address").GetString()!.Replace("akka.tcp://", "tcp://", StringComparison.Ordinal));
            var ran = await DotnetAsync(folder.FullName, Path.Combine(folder.FullName, "bin", "Release", "net10.0", "agent.dll"), $"127.0.0.1:{cluster.Port}");
            Assert.True(ran.Code == 0, ran.Output);
            Assert.Contains("3 quick inputs applied; emu-2: Applied", ran.Output, StringComparison.Ordinal);

            // RIGHT*3 A, UP, UP, B, and START on emu-2.
            var emulators = await client.GetFromJsonAsync<JsonElement>("/api/emulators");
            Assert.Equal(8, emulators.EnumerateArray().Sum(e => e.GetProperty("stepsApplied").GetInt64()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// A version that is only pinned in Directory.Packages.props has no effect on a project outside. If a pin matters to the libraries, they must
    /// reference the package.
    /// </summary>
    [Fact]
    public void Libraries_ReferToWhateverTheirLockFilesPin()
    {
        var direct = new HashSet<string>(StringComparer.Ordinal);
        var pinned = new List<string>();
        foreach (var project in new[] { "Contracts", "Actors", "Emulation" })
        {
            using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", project, "packages.lock.json")));
            foreach (var package in file.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject())
            {
                if (package.Value.GetProperty("type").ValueEquals("Direct"))
                    direct.Add(package.Name);
                if (package.Value.GetProperty("type").ValueEquals("CentralTransitive"))
                    pinned.Add(package.Name);
            }
        }

        Assert.Equal([], pinned.Where(name => !direct.Contains(name)));
    }

    /// <summary>The page's project file, and its first three pieces of C# one after another.</summary>
    private static async Task WriteFilesAsync(string folder)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "agents.md"));
        var fences = Fence().Matches(page).ToLookup(fence => fence.Groups["kind"].Value, fence => fence.Groups["text"].Value, StringComparer.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "agent.csproj"), Assert.Single(fences["xml"]));
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), string.Join('\n', fences["csharp"].Take(3)));
    }

    private static async Task<(int Code, string Output)> DotnetAsync(string folder, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ActorInput"] = Repository.Root;
        using var process = Process.Start(start)!;
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(bound.Token), process.StandardError.ReadToEndAsync(bound.Token));
            await process.WaitForExitAsync(bound.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException failure)
        {
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} did not end within {Bound.TotalMinutes} minutes.", failure);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [GeneratedRegex("^```(?<kind>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Fence();
}
