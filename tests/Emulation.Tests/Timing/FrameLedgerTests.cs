using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Cartridge;
using ActorInput.Emulation.Libretro;
using ActorInput.Emulation.Pictures;
using ActorInput.Emulation.Server;
using ActorInput.Emulation.Tests.Games;

namespace ActorInput.Emulation.Tests.Timing;

/// <summary>What the demo game saw according to its own ledger, over HTTP to a real server with a real core.</summary>
public sealed class FrameLedgerTests : IAsyncLifetime
{
    // Enough for the game to read its buttons; see the cartridge's README.
    private const int StartFrames = 60;
    private const string Probe = "A+B+SELECT+START+RIGHT+UP:1/0";

    private readonly LibretroGameFactory _factory = new(CoreLocator.Find(), DemoCartridge.ReadRom());
    private readonly HttpClient _http = new() { Timeout = Bounded.Limit };
    private EmulatorServer _server = null!;

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, FrameTable.Rows.Count)];

    public async Task InitializeAsync()
    {
        _server = await EmulatorServer.StartAsync(new EmulatorServerOptions { StartFrames = StartFrames }, _factory, new PngPictureEncoder());
        _http.BaseAddress = _server.Games[0];
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        _factory.Dispose();
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Table_Row_IsWhatTheGameSaw(int number)
    {
        var row = FrameTable.Rows[number];
        var asWritten = await PlayAsync(row, row.Requests);
        var inOne = await PlayAsync(row, [string.Join(' ', row.Requests)]);
        var stepByStep = await PlayAsync(row, [.. row.Requests.SelectMany(Steps)]);

        Assert.Equal(asWritten, inOne);
        Assert.Equal(asWritten, stepByStep);
    }

    /// <summary>Plays the input from the start, checks the ledger, and returns the hash of the game's state.</summary>
    private async Task<string> PlayAsync(FrameRow row, IReadOnlyList<string> requests)
    {
        await PostAsync("reset", new { });
        var before = await LedgerAsync();
        long frame = StartFrames;
        foreach (var request in requests)
            frame = (await PostAsync("inputs", new { inputs = new[] { request }, hold = row.Timing.Hold, wait = row.Timing.Wait })).GetProperty("frame").GetInt64();
        Assert.Equal(row.Seen.Count, frame - StartFrames);
        var hash = (await _http.GetFromJsonAsync<JsonElement>("state/hash")).GetProperty("stateHash").GetString()!;

        // A final press of all buttons shows which of them were still down: those do not count as pressed again.
        await PostAsync("inputs", new { inputs = new[] { Probe } });
        var probe = InputSequence.Parse(Probe).Steps[0].Buttons & ~row.Seen[^1];
        var expected = row.Presses.Append((probe, row.Seen.Count + 1));
        Assert.Equal(expected, await PressesAsync(before));
        return hash;
    }

    private async Task<IEnumerable<(Button Buttons, int Frame)>> PressesAsync(byte[] before)
    {
        var (from, start) = (Number(before, DemoCartridge.PressCountAddress), Number(before, DemoCartridge.FrameCountAddress));
        var after = await LedgerAsync();
        return Enumerable.Range((int)from, (int)(Number(after, DemoCartridge.PressCountAddress) - from)).Select(press =>
        {
            var frame = Number(after, DemoCartridge.FrameRingAddress + (4 * press));
            return ((Button)after[DemoCartridge.ButtonRingAddress - DemoCartridge.LedgerAddress + press], (int)(frame - start));
        });
    }

    private async Task<byte[]> LedgerAsync()
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"memory?address={DemoCartridge.LedgerAddress}&length={DemoCartridge.LedgerLength}");
        return Convert.FromHexString((await _http.GetFromJsonAsync<JsonElement>(path)).GetProperty("hex").GetString()!);
    }

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.ToString());
        return answer;
    }

    private static IEnumerable<string> Steps(string text) => InputSequence.Parse(text).Steps.ToArray().Select(step => InputSequence.FromSteps(step).ToString());

    private static uint Number(byte[] ledger, int address) =>
        BinaryPrimitives.ReadUInt32LittleEndian(ledger.AsSpan(address - DemoCartridge.LedgerAddress));
}
