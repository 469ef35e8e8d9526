using System.Net.Http.Json;
using System.Text.Json;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>A node's own emulator servers accept everything that its options allow.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task LimitsThatWereRaised_HoldAtTheGameToo()
    {
        await using var node = await NodeProcess.StartAsync(
            new { Limits = new { MaxPresses = 1_500, MaxBatchInputs = 100 } }, ["--emulators", "1", "--slots", "1", "--hold", "2", "--wait", "2"]);

        var one = await node.PressAsync("emu-1", "A*1500");
        Assert.Equal(("applied", 1_500), (one.GetProperty("outcome").GetString(), one.GetProperty("applied").GetInt32()));
        using var answer = await node.Client.PostAsJsonAsync("/api/emulators/emu-1/batches", new { inputs = Enumerable.Repeat("B", 100) });
        var batch = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, batch.ToString());

        (await node.LedgerAsync("emu-1")).AssertIs([.. Enumerable.Repeat((byte)1, 1_500), .. Enumerable.Repeat((byte)2, 100)], "after both");
        Assert.Contains("more than 1500 presses", (await node.PressAsync("emu-1", "A*1500 A")).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
