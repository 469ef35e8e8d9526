using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using ActorInput.Emulation.Cartridge;

namespace ActorInput.Host.Tests.Nodes;

/// <summary>The command <c>emulator</c> as a process of its own, with the real core.</summary>
public sealed class EmulatorProcessTests
{
    [Fact]
    public async Task Ready_SeveralGames_NamesAndServesEach()
    {
        await using var process = HostProcess.Start("emulator", "--port", "0", "--count", "3", "--json", "--exit-with-stdin");
        var ready = await process.ReadJsonAsync();
        var address = ready.GetProperty("ready").GetString();
        var games = ready.GetProperty("games").EnumerateArray().Select(g => g.GetString()).ToArray();
        Assert.Equal([$"{address}/1/", $"{address}/2/", $"{address}/3/"], games, StringComparer.Ordinal);
        using var client = new HttpClient();
        foreach (var game in games)
        {
            using var response = await client.GetAsync($"{game}capabilities");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Ready_OneGameWithoutJson_IsAPlainLine()
    {
        await using var process = HostProcess.Start("emulator", "--port", "0");
        Assert.Matches(@"^ready http://127\.0\.0\.1:\d+/$", await process.ReadLineAsync());
    }

    [Fact]
    public async Task StandardInputCloses_EndsTheProcessAtOnce()
    {
        await using var process = HostProcess.Start("emulator", "--port", "0", "--json", "--exit-with-stdin");
        await process.ReadLineAsync();
        process.CloseInput();
        Assert.InRange((await process.EndAsync()).Took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task StandardInputCloses_WithoutTheOption_MeansNothing()
    {
        await using var process = HostProcess.Start("emulator", "--port", "0", "--json");
        process.CloseInput();
        var ready = await process.ReadJsonAsync();
        using var client = new HttpClient();
        using var response = await client.GetAsync($"{ready.GetProperty("ready").GetString()}/capabilities");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task Signal_EndsTheProcessWithinFiveSeconds(string signal)
    {
        await using var process = HostProcess.Start("emulator", "--port", "0", "--json");
        await process.ReadLineAsync();
        await process.SignalAsync(signal);
        var (code, _, error, took) = await process.EndAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    /// <summary>A terminal, <c>timeout</c> or a service manager signals a node and its emulator servers together, and the node still saves their games.</summary>
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("QUIT")]
    [InlineData("HUP")]
    public async Task Signal_ToAServerThatEndsWithItsStarter_MeansNothing(string signal)
    {
        await using var process = HostProcess.Start("emulator", "--port", "0", "--json", "--exit-with-stdin");
        var ready = await process.ReadJsonAsync();
        await process.SignalAsync(signal);
        using var client = new HttpClient();
        using var response = await client.GetAsync($"{ready.GetProperty("ready").GetString()}/capabilities");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        process.CloseInput();
        Assert.InRange((await process.EndAsync()).Took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task PortInUse_IsOneSentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var process = HostProcess.Start("emulator", "--port", $"{port}");
        var (code, output, error, _) = await process.EndAsync();
        Assert.Equal((1, ""), (code, output));
        Assert.Equal($"Port {port} on 127.0.0.1 is in use by another program; give another one with --port (0 takes a free one).", error.TrimEnd());
    }

    [Theory]
    [InlineData("--rom", "Cartridge '")]
    [InlineData("--core", "is not a library; a libretro core")]
    public async Task DamagedFile_IsOneSentence(string option, string reason)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, new string('x', 32 * 1024));
            await using var process = HostProcess.Start("emulator", "--port", "0", option, file);
            var (code, output, error, _) = await process.EndAsync();
            Assert.Equal((1, ""), (code, output));
            Assert.Contains(reason, error, StringComparison.Ordinal);
            Assert.Contains(file, error, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.TrimEnd());
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A game cut to an odd size with a wrong checksum, in an archive: it plays, and the log and the capabilities say what is wrong.</summary>
    [Fact]
    public async Task Rom_NotAsItShouldBe_PlaysAndIsToldOnBothEnds()
    {
        var folder = Directory.CreateTempSubdirectory("actorinput-rom-");
        try
        {
            var rom = DemoCartridge.ReadRom().ToArray()[..(16 * 1024)];
            rom[0x14D] ^= 0x55;
            var file = Path.Combine(folder.FullName, "game.gb.gz");
            await using (var packed = new GZipStream(File.Create(file), CompressionLevel.Fastest))
                await packed.WriteAsync(rom);
            await using var process = HostProcess.Start("emulator", "--port", "0", "--json", "--rom", file);
            using var client = new HttpClient { BaseAddress = new Uri((await process.ReadJsonAsync()).GetProperty("ready").GetString()!) };
            var cartridge = (await client.GetFromJsonAsync<JsonElement>("/capabilities")).GetProperty("cartridge");
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(rom)), cartridge.GetProperty("sha256").GetString());
            var warnings = cartridge.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()!).ToArray();
            Assert.Collection(warnings, w => Assert.Contains("16,384 bytes", w, StringComparison.Ordinal), w => Assert.Contains("checksum", w, StringComparison.Ordinal));
            using var pressed = await client.PostAsJsonAsync("/inputs", new { inputs = new[] { "A" } });
            Assert.Equal(HttpStatusCode.OK, pressed.StatusCode);
            await process.SignalAsync("TERM");
            var error = (await process.EndAsync()).Error;
            Assert.All(warnings, w => Assert.Contains(w, error, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
