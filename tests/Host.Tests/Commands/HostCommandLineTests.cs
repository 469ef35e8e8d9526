using System.Net;
using System.Net.Sockets;
using ActorInput.Host.Commands;
using ActorInput.Host.Common;

namespace ActorInput.Host.Tests.Commands;

public sealed class HostCommandLineTests
{
    [Theory]
    [InlineData("", "demo")]
    [InlineData("--help", "actorinput send emu-1 RIGHT RIGHT A")]
    [InlineData("demo --help", "--no-agent")]
    [InlineData("--rom game.gb --help", "--no-agent")]
    [InlineData("node --help", "--slot <URL>")]
    [InlineData("emulator --help", "actorinput emulator --port 8081 --count 4 --rom game.gb --speed real-time")]
    [InlineData("send --help", "actorinput send emu-1 \"RIGHT*5 WAIT:30 A+B\"")]
    [InlineData("status --help", "--json")]
    [InlineData("agent --help", "actorinput agent --seed 127.0.0.1:4053 --emulator emu-2 --inputs \"UP*3 B\" --count 100")]
    [InlineData("cert --help", "actorinput cert authority --out certs/authority")]
    [InlineData("cert authority --help", "--days <N>")]
    [InlineData("cert node --help", "--host <NAME-OR-IP> (REQUIRED)")]
    public async Task Help_OfEveryCommand_ShowsOptionsAndExamples(string line, string part)
    {
        var (code, output, error) = await RunAsync(line);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(part, output, StringComparison.Ordinal);
        Assert.DoesNotContain("exit-with-stdin", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fly", "'fly' is not a command; demo, node, emulator, check, send, status, agent, cert are.")]
    [InlineData("bench input", "'bench' is not a command; demo, node, emulator, check, send, status, agent, cert are.")]
    [InlineData("cert fly --out x", "'fly' is not a command; authority, node are.")]
    [InlineData("cert", "A command is missing; authority, node are there.")]
    [InlineData("--speedy", "'actorinput demo --help' tells more.")]
    [InlineData("--http abc", "--http is 'abc'; a whole number from 0 to 65535 is allowed.")]
    [InlineData("fly --http 0", "'actorinput --help' tells more.")]
    [InlineData("demo --speedy", "--speedy")]
    [InlineData("demo --speed warp", "--speed is 'warp'; unlimited, x5, real-time are allowed.")]
    [InlineData("node --hold 0", "--hold is '0'; a whole number from 1 to 10000 is allowed.")]
    [InlineData("emulator --max-presses 0", "--max-presses is '0'; a whole number from 1 to 100000 is allowed.")]
    [InlineData("demo --http", "--http")]
    [InlineData("demo --http 99999", "--http is '99999'; a whole number from 0 to 65535 is allowed.")]
    [InlineData("demo --http abc", "--http is 'abc'; a whole number from 0 to 65535 is allowed.")]
    [InlineData("demo --cluster -1", "--cluster is '-1'")]
    [InlineData("demo --emulators 0", "--emulators is '0'; a whole number from 1 to 10000 is allowed.")]
    [InlineData("node --no-agent", "--no-agent")]
    [InlineData("emulator --count 257", "--count is '257'; a whole number from 1 to 256 is allowed.")]
    [InlineData("emulator --speed warp", "--speed is 'warp'; unlimited, x5, real-time are allowed.")]
    [InlineData("send", "Required argument 'EMULATOR' missing")]
    [InlineData("send emu-1", "Required argument 'INPUTS' missing")]
    [InlineData("send EMU A", "'EMU' is not an emulator id; 1 to 64 characters of a-z")]
    [InlineData("send emu-1 A JUMP", "'JUMP' at position 2 is not a button; allowed are A, B")]
    [InlineData("agent --count -1", "--count is '-1'; a whole number from 0 to 1000000 is allowed.")]
    [InlineData("agent --emulator EMU", "--emulator is 'EMU'; 1 to 64 characters of a-z")]
    [InlineData("agent --emulator emu-1 --cartridge DEMO", "--emulator and --cartridge are given; one of them is allowed, or none.")]
    [InlineData("agent --inputs JUMP", "--inputs: 'JUMP' at position 0 is not a button; allowed are A, B")]
    [InlineData("cert authority", "Option '--out' is required.")]
    [InlineData("cert authority --out x --days 0", "--days is '0'; a whole number from 1 to 10950 is allowed.")]
    [InlineData("cert node --authority x --out y", "Option '--host' is required.")]
    [InlineData("cert node --authority x --out y --host 10.0.0.1:4053", "--host is '10.0.0.1:4053'; a host name or an IP address by which the node is called is allowed")]
    [InlineData("cert node --authority x --out y --host 0.0.0.0", "--host is '0.0.0.0'; a host name or an IP address")]
    [InlineData("cert node --authority x --out y --host *.example", "--host is '*.example'; a host name or an IP address")]
    [InlineData("cert node --authority x --out y --host z --days many", "'actorinput cert node --help' tells more.")]
    [InlineData("status --url nowhere", "--url is 'nowhere'; an absolute http or https address is allowed.")]
    public async Task BadLine_IsRefusedWithTheReason(string line, string reason)
    {
        var (code, output, error) = await RunAsync(line);
        Assert.Equal((CommandLineRunner.UsageError, ""), (code, output));
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Contains("--help' tells more.", error, StringComparison.Ordinal);
        Assert.True(error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length <= 3, error);
    }

    [Theory]
    [InlineData("emulator", "--rom", "file")]
    [InlineData("demo", "--core", "file")]
    [InlineData("emulator", "--battery", "file")]
    [InlineData("node", "--battery", "file")]
    [InlineData("node", "--config", "file")]
    [InlineData("node", "--data", "folder")]
    public async Task EmptyName_IsRefused(string command, string option, string what)
    {
        var (code, _, error) = await RunAsync(command, option, "");
        Assert.Equal(CommandLineRunner.UsageError, code);
        Assert.Contains($"{option} is ''; the name of a {what} is allowed.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_IsTheProgramsOwn()
    {
        var (code, output, error) = await RunAsync("--version");
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"^\d+\.\d+\.\d+", output);
    }

    [Fact]
    public async Task BadLine_SeveralProblems_AreToldAtOnce()
    {
        var (_, _, error) = await RunAsync("demo --http abc --cluster xyz");
        Assert.Contains("--http is 'abc'", error, StringComparison.Ordinal);
        Assert.Contains("--cluster is 'xyz'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node --config {0}/gone.json", "gone.json' (--config) does not exist.")]
    [InlineData("node --http 0 --cluster 0 --emulators 1 --rom {0}/gone.gb --core {1}", "gone.gb")]
    [InlineData("node --http 0 --cluster 0 --emulators 1 --core {0}/gone.so", "gone.so")]
    [InlineData("node --http 0 --cluster 0 --emulators 1 --config {0}/sealed.json", "cannot be written: ")]
    [InlineData("emulator --port 0 --data {0}/file", "cannot be written: ")]
    [InlineData("node --http 0 --cluster 0 --slot ftp://x", "an absolute http or https address without query and fragment is allowed")]
    public async Task NodeThatCannotStart_SaysWhyInOneSentence(string line, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("cannot");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "file"), "");
            // Even a user who may write everywhere may not write there.
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "sealed.json"), """{"ActorInput":{"Checkpoints":{"Directory":"/proc/self/task"}}}""");
            var anyFile = typeof(HostCommandLineTests).Assembly.Location;
            var (code, output, error) = await RunAsync(line.Replace("{0}", folder.FullName, StringComparison.Ordinal).Replace("{1}", anyFile, StringComparison.Ordinal));
            Assert.Equal((1, ""), (code, output));
            Assert.Contains(reason, error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("node --cluster 0 --http {0}", "--http")]
    [InlineData("node --http 0 --cluster {0}", "--cluster")]
    [InlineData("demo --http {0}", "--http")]
    [InlineData("--http {0}", "--http")]
    public async Task PortInUse_NamesPortAndOption(string line, string option)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (code, output, error) = await RunAsync(line.Replace("{0}", $"{port}", StringComparison.Ordinal));
        Assert.Equal((1, ""), (code, output));
        Assert.Equal($"Port {port} on 127.0.0.1 is in use by another program; give another one with {option} (0 takes a free one).\n", error);
    }

    [Fact]
    public async Task PortsInUse_AreToldAtOnce()
    {
        using var http = new TcpListener(IPAddress.Loopback, 0);
        using var cluster = new TcpListener(IPAddress.Loopback, 0);
        http.Start();
        cluster.Start();
        var (code, _, error) = await RunAsync($"demo --http {((IPEndPoint)http.LocalEndpoint).Port} --cluster {((IPEndPoint)cluster.LocalEndpoint).Port}");
        Assert.Equal(1, code);
        Assert.StartsWith("2 problems:\n  Port ", error, StringComparison.Ordinal);
        Assert.Contains("--http (0 takes a free one).", error, StringComparison.Ordinal);
        Assert.Contains("--cluster (0 takes a free one).", error, StringComparison.Ordinal);
    }

    /// <summary>Behind a forwarded port, the address that others call is not one of this machine's.</summary>
    [Theory]
    [InlineData("node --http 0 --emulators 0")]
    [InlineData("agent --seed 127.0.0.1:1")]
    public async Task ClusterPort_IsTriedWhereItIsOpened(string line)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var config = Path.GetTempFileName();
        await File.WriteAllTextAsync(config, """{"ActorInput":{"ClusterHost":"203.0.113.7","ClusterBind":"127.0.0.1","AllowUnencryptedCluster":true}}""");
        var (code, _, error) = await RunAsync([.. line.Split(' '), "--cluster", $"{port}", "--config", config]);
        File.Delete(config);
        Assert.Equal((1, $"Port {port} on 127.0.0.1 is in use by another program; give another one with --cluster (0 takes a free one).\n"), (code, error));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("send emu-1 A")]
    [InlineData("send emu-1 A*1500 WAIT:200000")]
    public async Task NoNode_SaysHowToStartOne(string line)
    {
        using var reserved = new TcpListener(IPAddress.Loopback, 0);
        reserved.Start();
        var port = ((IPEndPoint)reserved.LocalEndpoint).Port;
        reserved.Stop();
        var (code, output, error) = await RunAsync($"{line} --http {port}");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"No node answers at http://127.0.0.1:{port}/ (", error, StringComparison.Ordinal);
        Assert.Contains("start one with 'actorinput demo'", error, StringComparison.Ordinal);
    }

    internal static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var line = arguments.Length == 1 ? arguments[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) : arguments;
        var code = await HostCommandLine.RunAsync(line, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
