using System.Diagnostics;
using ActorInput.Host.Tests.Configuration;

namespace ActorInput.Host.Tests.Scripts;

/// <summary>The script <c>run</c> in a folder like ours, with a <c>dotnet</c> that records its calls and creates the files of a build.</summary>
public sealed class RunScriptTests : IDisposable
{
    private const string Dotnet = """
        #!/bin/sh
        root=$(dirname "$0")/..
        echo "$* $ACTORINPUT_COMMAND" >> "$root/asked"
        [ "$1" != build ] || [ ! -e "$root/broken" ] || { echo "error CS0000"; exit 1; }
        [ "$1" != build ] || { mkdir -p "$2/bin/Release/net10.0" "$2/obj" && touch "$2/bin/Release/net10.0/actorinput.dll" "$2/bin/Release/net10.0/ActorInput.Benchmarks.dll"; }
        """;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("run-script");

    public RunScriptTests()
    {
        File.Copy(Path.Combine(Repository.Root, "run"), At("run"));
        Write("src/Host/Program.cs", "one");
        Write("src/Host/Other.cs", "two");
        Write("src/Host/Host.csproj", "project");
        Write("tests/Benchmarks/Program.cs", "three");
        Write("tests/RandomCartridges/Operand.cs", "four");
        Write("eng/get-core.sh", "#!/bin/sh\nexit 0\n");
        Write("Directory.Build.props", "props");
        Write("global.json", """{ "sdk": { "version": "10.0.100" } }""");
        Write(".editorconfig", "");
        Write("path/dotnet", Dotnet);
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in new[] { "run", "path/dotnet", "eng/get-core.sh" })
            File.SetUnixFileMode(At(file), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_NothingChanged_BuildsOnce()
    {
        Assert.Equal(1, await BuildsAsync());
        Assert.Equal(0, await BuildsAsync());
        Assert.Equal(0, await BuildsAsync());
    }

    [Fact]
    public async Task Run_AnythingChanged_BuildsAgain()
    {
        await BuildsAsync();
        Write("src/Host/Program.cs", "changed");
        Assert.Equal(1, await BuildsAsync());
        Write("src/Host/New.cs", "new");
        Assert.Equal(1, await BuildsAsync());
        File.Delete(At("src/Host/Other.cs"));
        Assert.Equal(1, await BuildsAsync());
        Write("Directory.Build.props", "changed");
        Assert.Equal(1, await BuildsAsync());
        // Like a checkout, a copy or an archive: other bytes with an old date.
        Write("src/Host/Program.cs", "older");
        File.SetLastWriteTimeUtc(At("src/Host/Program.cs"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(1, await BuildsAsync());
        File.Delete(At("src/Host/bin/Release/net10.0/actorinput.dll"));
        Assert.Equal(1, await BuildsAsync());
        Assert.Equal(0, await BuildsAsync());
    }

    [Fact]
    public async Task Run_BuildFailed_BuildsAgain()
    {
        await BuildsAsync();
        Write("broken", "");
        Write("src/Host/Program.cs", "broken");
        Assert.Equal(1, await BuildsAsync(code: 1));
        Assert.Equal(1, await BuildsAsync(code: 1));
        File.Delete(At("broken"));
        Assert.Equal(1, await BuildsAsync());
        Assert.Equal(0, await BuildsAsync());
    }

    [Fact]
    public async Task Run_TellsTheProgramWhatTheUserTyped()
    {
        await BuildsAsync();
        Assert.EndsWith(" ./run", (await File.ReadAllLinesAsync(At("asked")))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bench_StartsTheBenchmarksWithTheOtherArguments()
    {
        Assert.Equal(1, await BuildsAsync(arguments: "bench input --only slow"));
        var asked = await File.ReadAllLinesAsync(At("asked"));
        Assert.Matches("^build [^ ]*/tests/Benchmarks ", asked[^2]);
        Assert.Matches("^[^ ]*/tests/Benchmarks/bin/Release/net10.0/ActorInput.Benchmarks.dll input --only slow ./run$", asked[^1]);
    }

    [Theory]
    [InlineData("bench input", 0)]
    [InlineData("bench input", 1, "src/Host/Program.cs", "tests/Benchmarks/Program.cs", "tests/RandomCartridges/Operand.cs")]
    [InlineData("status", 0, "tests/Benchmarks/Program.cs", "tests/RandomCartridges/Operand.cs")]
    public async Task Run_SourcesOfWhatIsStartedChanged_BuildsAgain(string arguments, int builds, params string[] changed)
    {
        await BuildsAsync(arguments: arguments);
        Assert.Equal(0, await BuildsAsync(arguments: arguments));
        foreach (var file in changed)
        {
            Write(file, "changed");
            Assert.Equal(builds, await BuildsAsync(arguments: arguments));
        }
    }

    /// <summary>Runs <c>./run</c> and counts the builds.</summary>
    private async Task<int> BuildsAsync(int code = 0, string arguments = "status")
    {
        File.Delete(At("asked"));
        var start = new ProcessStartInfo("bash", ["-c", $"./run {arguments}; exit $?"])
        {
            WorkingDirectory = _folder.FullName,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{At("path")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var run = Process.Start(start)!;
        using var bound = new CancellationTokenSource(Bound);
        var said = await run.StandardError.ReadToEndAsync(bound.Token);
        await run.WaitForExitAsync(bound.Token);
        Assert.True(code == run.ExitCode, $"{run.ExitCode}: {said}");
        return (await File.ReadAllLinesAsync(At("asked"), bound.Token)).Count(line => line.StartsWith("build", StringComparison.Ordinal));
    }

    private string At(string path) => Path.Combine(_folder.FullName, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }
}
