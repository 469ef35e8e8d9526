using ActorInput.Benchmarks.Commands;
using ActorInput.Host.Common;

namespace ActorInput.Host.Tests.Commands;

/// <summary>The command line of the benchmarks: <c>./run bench</c>.</summary>
public sealed class BenchCommandTests
{
    [Theory]
    [InlineData("--help", "./run bench emulator --json")]
    [InlineData("input --help", "./run bench input [options]")]
    [InlineData("input --help", "--only <PART>")]
    [InlineData("buffering --help", "./run bench buffering [options]")]
    [InlineData("emulator --help", "--rom <FILE>")]
    [InlineData("footprint --help", "--json")]
    [InlineData("lane --help", "--rounds <N>")]
    [InlineData("cluster --help", "One part of it: asks, shares, recovery")]
    [InlineData("transport --help", "One part of it: sockets, http2, combined, compression, parser, copies, memory")]
    [InlineData("soak --help", "./run bench soak --minutes 30")]
    [InlineData("stops --help", "./run bench stops --rounds 10")]
    [InlineData("determinism --help", "./run bench determinism [<CARTRIDGES> [<FIRST>]] [options]")]
    [InlineData("promises --help", "./run bench promises [options]")]
    public async Task Help_OfEveryCommand_IsThatOfTheScript(string line, string part)
    {
        var (code, output, error) = await RunAsync(line);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(part, output, StringComparison.Ordinal);
        Assert.DoesNotContain("lane-node", output, StringComparison.Ordinal);
        Assert.DoesNotContain("transport-peer", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "A command is missing; input, buffering, emulator, footprint, lane, cluster, transport, soak, stops, determinism, promises are there.")]
    [InlineData("fly", "'fly' is not a command; input, buffering, emulator, footprint, lane, cluster, transport, soak, stops, determinism, promises are.")]
    [InlineData("--version", "'./run bench --help' tells more.")]
    [InlineData("input --rounds 0", "--rounds is '0'; a whole number from 1 to 1000 is allowed.")]
    [InlineData("input --only none", "'./run bench input --help' tells more.")]
    [InlineData("stops --bound 0", "--bound is '0'; a whole number from 1 to 1000 is allowed.")]
    [InlineData("soak --minutes many", "--minutes is 'many'; a whole number from 1 to 10000 is allowed.")]
    [InlineData("determinism 0", "CARTRIDGES is '0'; a whole number from 1 to 1000000 is allowed.")]
    [InlineData("determinism 5 x", "FIRST is 'x'; a whole number from 1 to 1000000 is allowed.")]
    public async Task BadLine_IsRefusedWithTheReason(string line, string reason)
    {
        var (code, output, error) = await RunAsync(line);
        Assert.Equal((CommandLineRunner.UsageError, ""), (code, output));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string line)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await BenchCommands.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
