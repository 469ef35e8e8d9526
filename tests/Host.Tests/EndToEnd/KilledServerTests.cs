using Xunit.Abstractions;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>
/// While emulator server processes are killed, inputs are applied once and in order, or their answer says that they may not have been.
/// </summary>
public sealed class KilledServerTests(ITestOutputHelper output)
{
    private const int Emulators = 5;
    private const int KillsEach = 10;

    [Fact]
    public async Task KilledServers_FiftyTimesUnderLoad_LedgersAgreeWithTheReplies()
    {
        var pool = new { QuarantineFailures = 1000, MinBackoff = "00:00:00.010", MaxBackoff = "00:00:00.050", GamesPerServer = 1 };
        await using var node = await NodeProcess.StartAsync(new { Pool = pool }, ["--emulators", $"{Emulators}", "--slots", $"{Emulators}"]);
        var emulators = Enumerable.Range(1, Emulators).Select(n => new KilledEmulator(node, $"emu-{n}", agents: 3, seed: n)).ToArray();
        await Task.WhenAll(emulators.Select(e => e.RunAsync(KillsEach)));

        var replies = emulators.SelectMany(e => e.Replies).ToArray();
        Assert.Equal(Emulators * KillsEach, emulators.Sum(e => e.Kills.Count));
        Assert.All(replies, r => Assert.True(r.Outcome is "applied" or "unknown", r.Body.ToString()));
        Assert.All(emulators, e => Assert.All(e.Replies.Where(r => !r.IsApplied), r =>
            Assert.True(e.Kills.Any(k => r.Sent < k.After && k.Before < r.Answered), $"unknown without a kill: {r.Body}")));
        // Otherwise no kill hit an input, and the test has shown nothing.
        Assert.Contains(replies, r => !r.IsApplied);
        foreach (var emulator in emulators)
        {
            Assert.Distinct(emulator.Replies.Select(r => (r.Epoch, r.Sequence)));
            // No input may be answered as applied in a life whose ledger was not compared.
            Assert.Empty(emulator.Replies.Where(r => r.IsApplied).Select(r => r.Epoch).Except(emulator.Epochs));
        }

        output.WriteLine($"{replies.Length} inputs: {replies.Count(r => r.IsApplied)} applied, {replies.Count(r => !r.IsApplied)} unknown");
    }
}
