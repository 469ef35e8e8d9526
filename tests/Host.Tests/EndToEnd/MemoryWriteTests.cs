using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>Writes to memory and battery through a real node to a real game, checked by what the game itself saw.</summary>
public sealed class MemoryWriteTests : IAsyncLifetime
{
    private static readonly byte[] InFile = [.. Enumerable.Range(0, WitnessCartridge.BatterySize).Select(i => (byte)((i * 7) + (i >> 8) + 3))];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorinput-memory-");
    private NodeProcess _node = null!;

    public async Task InitializeAsync()
    {
        var (rom, battery) = (Path.Combine(_folder.FullName, "witness.gb"), Path.Combine(_folder.FullName, "witness.sav"));
        await File.WriteAllBytesAsync(rom, WitnessCartridge.Build());
        await File.WriteAllBytesAsync(battery, InFile);
        _node = await NodeProcess.StartAsync("--emulators", "1", "--slots", "1", "--rom", rom, "--battery", battery, "--hold", "2", "--wait", "2");
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Write_BetweenTwoPresses_IsSeenByTheGameInOrderAndOnce()
    {
        const int Rounds = 20;
        for (var round = 0; round < Rounds; round++)
        {
            await PressAsync();
            var write = await WriteAsync($"w-{round}", round + 1);
            var hash = (await _node.Client.GetFromJsonAsync<JsonElement>("/api/emulators/emu-1/state")).GetProperty("stateHash").GetString();
            Assert.Equal(hash, write.GetProperty("stateHash").GetString());

            // Repeats the last write and an old one: the same answers, and nothing is written.
            Assert.Equal(write.GetRawText(), (await WriteAsync($"w-{round}", round + 1)).GetRawText());
            await WriteAsync("w-0", 1);
        }

        await PressAsync();
        Assert.Equal(Enumerable.Range(0, Rounds + 1).Select(value => (byte)value), await ReadAsync(WitnessCartridge.Log, Rounds + 1));

        using var other = await PutMemoryAsync("w-0", 99);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal("inputIdReused", (await other.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal([Rounds], await ReadAsync(WitnessCartridge.Watched, 1));
    }

    [Fact]
    public async Task Battery_Of32KiB_GoesInAndComesOutByteForByteAndIsKeptAsABatteryKeeps()
    {
        Assert.Equal(InFile, await BatteryAsync());
        await PressAsync();
        Assert.Equal([InFile[0]], await ReadAsync(WitnessCartridge.SeenInBattery, 1));

        var mine = InFile.Select(value => (byte)~value).ToArray();
        var put = await PutBatteryAsync(mine, "b-1");
        Assert.Equal(mine, await BatteryAsync());
        await PressAsync();
        Assert.Equal([mine[0]], await ReadAsync(WitnessCartridge.SeenInBattery, 1));
        Assert.Equal([mine[0x2001]], await ReadAsync("0xA001", 1, bank: 1));

        // A reset keeps the battery. The same key again writes nothing, even if the battery has changed since.
        await PostAsync("reset", new { });
        Assert.Equal(mine, await BatteryAsync());
        await PutBatteryAsync(InFile, "b-2");
        Assert.Equal(put.GetRawText(), (await PutBatteryAsync(mine, "b-1")).GetRawText());
        Assert.Equal(InFile, await BatteryAsync());

        await PutBatteryAsync(mine, "b-3");
        await PostAsync("restore", new { checkpoint = "fresh" });
        Assert.Equal(InFile, await BatteryAsync());

        using var wrong = await _node.Client.PutAsync("/api/emulators/emu-1/battery", new ByteArrayContent(mine[1..]));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("keeps 32768", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(InFile, await BatteryAsync());
    }

    private async Task PressAsync()
    {
        var reply = await _node.PressAsync("emu-1", "A");
        Assert.Equal("applied", reply.GetProperty("outcome").GetString());
    }

    private async Task<JsonElement> WriteAsync(string id, int value)
    {
        using var response = await PutMemoryAsync(id, value);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer;
    }

    private Task<HttpResponseMessage> PutMemoryAsync(string id, int value) =>
        _node.Client.PutAsJsonAsync("/api/emulators/emu-1/memory", new { address = WitnessCartridge.Watched, hex = $"{value:x2}", id });

    private async Task<byte[]> ReadAsync(string address, int length, int? bank = null)
    {
        var query = bank is null ? "" : $"&bank={bank}";
        var memory = await _node.Client.GetFromJsonAsync<JsonElement>($"/api/emulators/emu-1/memory?address={address}&length={length}{query}");
        return Convert.FromHexString(memory.GetProperty("hex").GetString()!);
    }

    private Task<byte[]> BatteryAsync() => _node.Client.GetByteArrayAsync("/api/emulators/emu-1/battery");

    private async Task<JsonElement> PutBatteryAsync(byte[] bytes, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/emulators/emu-1/battery") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.Add("Idempotency-Key", key);
        using var response = await _node.Client.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        return answer;
    }

    private async Task PostAsync(string route, object body)
    {
        using var response = await _node.Client.PostAsJsonAsync($"/api/emulators/emu-1/{route}", body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
