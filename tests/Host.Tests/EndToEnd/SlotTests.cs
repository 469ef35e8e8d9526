using System.Net.Http.Json;
using System.Text.Json;
using ActorInput.Host.Tests.Commands;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>Games of other cartridges, on servers of other processes, and slots without a game.</summary>
public sealed class SlotTests
{
    [Fact]
    public async Task AnotherCartridge_IsPlayed()
    {
        var rom = Path.Combine(AppContext.BaseDirectory, "Cartridges", "other.gb");
        await using var node = await NodeProcess.StartAsync("--emulators", "1", "--slots", "1", "--rom", rom);
        var screen = await node.Client.GetByteArrayAsync("/api/emulators/emu-1/screen.png");
        // The cartridge keeps its square's place at 0xC000 and moves it by 8 for each press of a direction.
        Assert.Equal("5048", await SquareAsync(node));
        Assert.Equal("applied", (await node.PressAsync("emu-1", "RIGHT RIGHT A UP")).GetProperty("outcome").GetString());
        Assert.Equal("6040", await SquareAsync(node));
        Assert.NotEqual(screen, await node.Client.GetByteArrayAsync("/api/emulators/emu-1/screen.png"));
    }

    [Fact]
    public async Task StaticSlots_PointAtServersStartedApart()
    {
        await using var one = await GameServer.StartAsync(1);
        await using var two = await GameServer.StartAsync(1);
        await using var node = await NodeProcess.StartAsync("--emulators", "2", "--slot", one.Games[0], "--slot", two.Games[0]);
        var first = await ServerAsync(node, "emu-1");
        var (mine, others) = string.Equals(first, one.Games[0].TrimEnd('/'), StringComparison.Ordinal) ? (one, two) : (two, one);
        Assert.Equal(mine.Games[0].TrimEnd('/'), first);
        Assert.Equal(others.Games[0].TrimEnd('/'), await ServerAsync(node, "emu-2"));
        Assert.Equal("applied", (await node.PressAsync("emu-1", "A B")).GetProperty("outcome").GetString());
        Assert.Equal("applied", (await node.PressAsync("emu-2", "DOWN")).GetProperty("outcome").GetString());
        (await mine.LedgerAsync(0)).AssertIs([0x01, 0x02], "the server of emu-1");
        (await others.LedgerAsync(0)).AssertIs([0x80], "the server of emu-2");
    }

    [Fact]
    public async Task StaticSlot_ThatIsNoEmulator_SaysSo()
    {
        await using var other = await OtherServer.StartAsync();
        await using var game = await GameServer.StartAsync(1);
        await using var node = await NodeProcess.StartAsync(
            new { Pool = new { MinBackoff = "00:00:00.020", QuarantineFailures = 3 } },
            ["--emulators", "2", "--slot", other.Address, "--slot", game.Games[0]]);
        var all = (await node.Client.GetFromJsonAsync<JsonElement>("/api/emulators")).EnumerateArray().ToArray();
        var good = Assert.Single(all, e => e.GetProperty("state").GetString() == "ready").GetProperty("id").GetString()!;
        var bad = Assert.Single(all, e => e.GetProperty("state").GetString() != "ready").GetProperty("id").GetString()!;

        var answer = await node.PressAsync(bad, "A");
        Assert.Equal("notApplied", answer.GetProperty("outcome").GetString()); // It never started: it is tried again and not quarantined.
        foreach (var sentence in new[] { answer.GetProperty("detail").GetString(), (await node.StatusAsync(bad)).GetProperty("problem").GetString() })
        {
            Assert.Contains(other.Address, sentence, StringComparison.Ordinal);
            Assert.Contains("<p>hello", sentence, StringComparison.Ordinal);
        }

        Assert.Equal("applied", (await node.PressAsync(good, "LEFT")).GetProperty("outcome").GetString());
        (await game.LedgerAsync(0)).AssertIs([0x20], "the server of the other emulator");
    }

    private static async Task<string> SquareAsync(NodeProcess node) =>
        (await node.Client.GetFromJsonAsync<JsonElement>("/api/emulators/emu-1/memory?address=0xC000&length=2")).GetProperty("hex").GetString()!;

    private static async Task<string> ServerAsync(NodeProcess node, string emulator) =>
        (await node.StatusAsync(emulator)).GetProperty("server").GetString()!.TrimEnd('/');
}
