using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ActorInput.Emulation.Cartridge;

namespace ActorInput.Host.Tests.Nodes;

/// <summary>The commands <c>demo</c> and <c>node</c> as processes of their own, with real emulator servers.</summary>
public sealed class NodeProcessTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Demo_Started_PressesExactlyWhatItIsSent()
    {
        await using var demo = HostProcess.Start("demo", "--http", "0", "--cluster", "0", "--emulators", "2", "--slots", "2", "--json");
        var ready = await demo.ReadJsonAsync();
        Assert.Equal(["emu-1", "emu-2"], ready.GetProperty("emulators").EnumerateArray().Select(e => e.GetString()), StringComparer.Ordinal);
        using var client = new HttpClient { BaseAddress = new Uri(ready.GetProperty("ready").GetString()!) };
        using (var health = await client.GetAsync("/health/ready"))
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);

        // The first press also lets the game start and lay out its ledger.
        await PressAsync(client, "B", 1);
        var before = await ReadLedgerAsync(client);
        var screen = await client.GetByteArrayAsync("/api/emulators/emu-1/screen.png");
        await PressAsync(client, "RIGHT RIGHT A", 3);
        var after = await ReadLedgerAsync(client);
        Assert.Equal(before.Count + 3, after.Count);
        Assert.Equal([0x10, 0x10, 0x01], after.Buttons[before.Count..after.Count]);
        Assert.NotEqual(screen, await client.GetByteArrayAsync("/api/emulators/emu-1/screen.png"));

        await WaitForStepsAsync(client, "emu-2", 3);
        Assert.Equal(after.Count, (await ReadLedgerAsync(client)).Count);
    }

    [Fact]
    public async Task Node_StaticSlots_AreUsed()
    {
        await using var server = HostProcess.Start("emulator", "--port", "0", "--count", "2", "--json", "--exit-with-stdin");
        var games = (await server.ReadJsonAsync()).GetProperty("games").EnumerateArray().Select(g => g.GetString()!).ToArray();
        await using var node = HostProcess.Start("node", "--http", "0", "--cluster", "0", "--emulators", "2", "--slot", games[0], "--slot", games[1], "--json");
        using var client = new HttpClient { BaseAddress = new Uri((await node.ReadJsonAsync()).GetProperty("ready").GetString()!) };
        await PressAsync(client, "A", 1);
        var list = await client.GetFromJsonAsync<JsonElement>("/api/emulators");
        var servers = list.EnumerateArray().Select(e => e.GetProperty("server").GetString()!.TrimEnd('/')).Order(StringComparer.Ordinal);
        Assert.Equal(games.Select(g => g.TrimEnd('/')), servers, StringComparer.Ordinal);
        Assert.All(list.EnumerateArray(), e => Assert.Null(e.GetProperty("agent").GetString()));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task Signal_EndsNodeAndServersWithinFiveSeconds(string signal)
    {
        await using var node = HostProcess.Start("demo", "--http", "0", "--cluster", "0", "--emulators", "2", "--slots", "2", "--json");
        await node.ReadLineAsync();
        var server = Assert.Single(Children(node.Id));
        await node.SignalAsync(signal);
        var (code, output, error, took) = await node.EndAsync();
        Assert.True(code == 0, error);
        Assert.Equal("", output);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await WaitForEndAsync(server);
    }

    [Fact]
    public async Task Signal_BeforeTheNodeIsReady_EndsItWithinFiveSeconds()
    {
        await using var node = HostProcess.Start("node", "--http", "0", "--cluster", "0", "--emulators", "1", "--slots", "1", "--json");
        // The first line on standard error comes before the actors start; from then on a signal is handled.
        Assert.StartsWith("ActorInput: 1 emulators", await node.ReadErrorLineAsync(), StringComparison.Ordinal);
        await node.SignalAsync("TERM");
        Assert.InRange((await node.EndAsync()).Took, TimeSpan.Zero, TimeSpan.FromSeconds(5.5));
    }

    [Fact]
    public async Task Kill_LeavesNoServerBehind()
    {
        await using var node = HostProcess.Start("node", "--http", "0", "--cluster", "0", "--emulators", "1", "--slots", "1", "--json");
        await node.ReadLineAsync();
        var server = Assert.Single(Children(node.Id));
        await node.SignalAsync("KILL");
        await node.EndAsync();
        await WaitForEndAsync(server);
    }

    [Fact]
    public async Task ServerKilled_GameThatWasLost_IsAWarningInTheLog()
    {
        await using var node = HostProcess.Start("node", "--http", "0", "--cluster", "0", "--emulators", "1", "--slots", "1", "--json");
        using var client = new HttpClient { BaseAddress = new Uri((await node.ReadJsonAsync()).GetProperty("ready").GetString()!) };
        using (var kill = Process.Start("/bin/kill", ["-s", "KILL", Assert.Single(Children(node.Id)).ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await WaitForAsync(client, "emu-1", emulator => emulator.GetProperty("restarts").GetInt32() == 1, "restarted");
        await node.SignalAsync("TERM");
        Assert.Contains("warning EmulatorActor: emu-1 came back as a fresh game in epoch ", (await node.EndAsync()).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--slots", "0")]
    [InlineData("--slot", "http://127.0.0.1:9")]
    public async Task Rom_WhereNoGameStarts_IsCheckedAtStart(string option, string value)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "<!DOCTYPE html><html></html>");
            await using var node = HostProcess.Start("node", "--http", "0", "--cluster", "0", "--emulators", "1", option, value, "--rom", file);
            var (code, output, error, _) = await node.EndAsync();
            Assert.Equal((1, ""), (code, output));
            Assert.Contains($"Cartridge '{file}': It is a web page", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Rom_NotAsItShouldBe_PlaysAndTheNodesLogSaysSo()
    {
        var file = Path.GetTempFileName();
        try
        {
            var rom = DemoCartridge.ReadRom().ToArray();
            Array.Resize(ref rom, 96 * 1024);
            await File.WriteAllBytesAsync(file, rom);
            await using var node = HostProcess.Start("node", "--http", "0", "--cluster", "0", "--emulators", "1", "--slots", "1", "--json", "--rom", file);
            using var client = new HttpClient { BaseAddress = new Uri((await node.ReadJsonAsync()).GetProperty("ready").GetString()!) };
            await PressAsync(client, "A", 1);
            await node.SignalAsync("TERM");
            Assert.Contains($"Cartridge '{file}': The file has 98,304 bytes", (await node.EndAsync()).Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task PressAsync(HttpClient client, string inputs, int steps)
    {
        using var response = await client.PostAsJsonAsync("/api/emulators/emu-1/inputs", new { inputs });
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.OK, reply.ToString());
        Assert.Equal((steps, steps), (reply.GetProperty("applied").GetInt32(), reply.GetProperty("of").GetInt32()));
    }

    private static async Task<(int Count, byte[] Buttons)> ReadLedgerAsync(HttpClient client)
    {
        var memory = await client.GetFromJsonAsync<JsonElement>(
            $"/api/emulators/emu-1/memory?address=0x{DemoCartridge.LedgerAddress:X4}&length={DemoCartridge.LedgerLength}");
        var bytes = Convert.FromHexString(memory.GetProperty("hex").GetString()!);
        Assert.True(bytes.AsSpan(0, 4).SequenceEqual(DemoCartridge.LedgerMagic), "the ledger's magic word is missing");
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(DemoCartridge.PressCountAddress - DemoCartridge.LedgerAddress));
        return (count, bytes[(DemoCartridge.ButtonRingAddress - DemoCartridge.LedgerAddress)..(DemoCartridge.FrameRingAddress - DemoCartridge.LedgerAddress)]);
    }

    private static Task WaitForStepsAsync(HttpClient client, string emulator, int steps) =>
        WaitForAsync(client, emulator, status => status.GetProperty("stepsApplied").GetInt64() >= steps, $"pressed {steps} times");

    private static async Task WaitForAsync(HttpClient client, string emulator, Func<JsonElement, bool> condition, string what)
    {
        using var bound = new CancellationTokenSource(Bound);
        while (!condition(await client.GetFromJsonAsync<JsonElement>($"/api/emulators/{emulator}")))
            Assert.False(bound.IsCancellationRequested, $"{emulator} was not {what} within {Bound.TotalSeconds} s");
    }

    /// <summary>The processes that a process has started, as the kernel knows.</summary>
    private static int[] Children(int process) =>
        [.. File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Concat(Directory.GetDirectories($"/proc/{process}/task").Where(t => !t.EndsWith($"/{process}", StringComparison.Ordinal))
                .SelectMany(t => File.ReadAllText($"{t}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

    private static async Task WaitForEndAsync(int process)
    {
        using var bound = new CancellationTokenSource(Bound);
        while (IsRunning(process))
        {
            Assert.False(bound.IsCancellationRequested, $"the emulator server {process} still runs {Bound.TotalSeconds} s after its node ended");
            await Task.Yield();
        }
    }

    // A process that has ended, but whose parent has not waited for it, still has a folder, with state Z.
    private static bool IsRunning(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
