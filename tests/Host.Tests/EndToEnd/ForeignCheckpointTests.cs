using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ActorInput.Contracts.Checkpoints;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Wire;
using ActorInput.Emulation.Cartridge;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>One node with two builds of a game that have the same title: each refuses the other's states, with the reason, on every route.</summary>
public sealed class ForeignCheckpointTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorinput-foreign-");
    private GameServer _own = null!;
    private GameServer _other = null!;
    private NodeProcess _node = null!;
    private string _checkpoints = null!;

    public async Task InitializeAsync()
    {
        // Nothing reads the last byte of the ROM, so the other build plays the same.
        var build = DemoCartridge.ReadRom();
        build[^1] ^= 0xA5;
        var rom = Path.Combine(_folder.FullName, "other.gb");
        await File.WriteAllBytesAsync(rom, build);
        _checkpoints = Directory.CreateDirectory(Path.Combine(_folder.FullName, "checkpoints")).FullName;
        _own = await GameServer.StartAsync(1, "--hold", "2", "--wait", "2");
        _other = await GameServer.StartAsync(1, "--hold", "2", "--wait", "2", "--rom", rom);
        _node = await NodeProcess.StartAsync(
            new { Checkpoints = new { Directory = _checkpoints } }, ["--emulators", "2", "--slots", "0", "--slot", _own.Games[0], "--slot", _other.Games[0]]);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _other.DisposeAsync();
        await _own.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Checkpoint_OfAnotherBuildWithTheSameTitle_IsRefusedInWordsAndNeverChosen()
    {
        var (one, two) = (await _node.StatusAsync("emu-1"), await _node.StatusAsync("emu-2"));
        Assert.Equal(one.GetProperty("cartridge").GetString(), two.GetProperty("cartridge").GetString());
        Assert.NotEqual(Text(one, "cartridgeSha256"), Text(two, "cartridgeSha256"));
        Assert.Equal("mGBA", one.GetProperty("core").GetProperty("name").GetString());

        await SendAsync("/api/emulators/emu-1/inputs", new { inputs = "RIGHT B" }, HttpStatusCode.OK);
        await SendAsync("/api/emulators/emu-1/checkpoints", new { name = "gate" }, HttpStatusCode.Created);
        await SendAsync("/api/emulators/emu-2/inputs", new { inputs = "DOWN" }, HttpStatusCode.OK);
        var listed = (await _node.Client.GetFromJsonAsync<JsonElement>("/api/checkpoints"))[0];
        Assert.Equal((Text(one, "cartridgeSha256"), one.GetProperty("core").GetRawText()), (Text(listed, "cartridgeSha256"), listed.GetProperty("core").GetRawText()));

        var before = await HashAsync("emu-2");
        var restore = await SendAsync("/api/emulators/emu-2/restore", new { checkpoint = "gate" }, HttpStatusCode.Conflict);
        AssertForeign(restore, Text(one, "cartridgeSha256")[..12], Text(two, "cartridgeSha256")[..12]);
        AssertForeign(await SendAsync("/api/batches", new { inputs = new[] { "A" }, start = "gate", emulator = "emu-2" }, HttpStatusCode.Conflict), "gate");
        Assert.Equal(before, await HashAsync("emu-2"));
        (await _node.LedgerAsync("emu-2")).AssertIs([0x80], "the game that refused");

        for (var i = 0; i < 6; i++)
        {
            var done = await SendAsync("/api/batches", new { inputs = new[] { "A" }, start = "gate", policy = "RoundRobin" }, HttpStatusCode.OK);
            Assert.Equal("emu-1", Text(done, "emulator"));
        }

        Assert.Equal("ready", Text(await _node.StatusAsync("emu-2"), "state"));
    }

    [Fact]
    public async Task Checkpoint_OfAnEarlierVersion_IsListedAndRefusedInWords()
    {
        Assert.True(Checkpoint.TryCreate("old", EmulatorId.Parse("emu-1"), new byte[203_208], default, out var old, out _));
        await File.WriteAllBytesAsync(Path.Combine(_checkpoints, "old.state"), [.. "AICKPT1\n"u8, .. WireFormat.Serialize(old!)]);

        var listed = (await _node.Client.GetFromJsonAsync<JsonElement>("/api/checkpoints"))[0];
        Assert.Equal(("old", JsonValueKind.Null, JsonValueKind.Null), (Text(listed, "name"), listed.GetProperty("cartridgeSha256").ValueKind, listed.GetProperty("core").ValueKind));
        var before = await HashAsync("emu-1");
        AssertForeign(await SendAsync("/api/emulators/emu-1/restore", new { checkpoint = "old" }, HttpStatusCode.Conflict), "earlier version");
        AssertForeign(await SendAsync("/api/batches", new { inputs = new[] { "A" }, start = "old" }, HttpStatusCode.Conflict), "does not say");
        Assert.Equal(before, await HashAsync("emu-1"));
    }

    private static void AssertForeign(JsonElement problem, params IReadOnlyList<string> says)
    {
        Assert.Equal("foreignState", Text(problem, "code"));
        foreach (var word in says)
            Assert.Contains(word, Text(problem, "detail"), StringComparison.Ordinal);
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    private async Task<string> HashAsync(string emulator) => Text(await _node.Client.GetFromJsonAsync<JsonElement>($"/api/emulators/{emulator}/state"), "stateHash");

    private async Task<JsonElement> SendAsync(string path, object body, HttpStatusCode status)
    {
        using var response = await _node.Client.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"POST {path}: {(int)response.StatusCode} {text}");
        return JsonElement.Parse(text);
    }
}
