using ActorInput.RandomCartridges;
using ActorInput.RandomCartridges.Blocks;

namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>
/// Games of the cartridge types that have a clock, or whose controller can latch one: the host's time and time zone have no effect on them. One of
/// the servers runs ten years later, in another time zone.
/// </summary>
public sealed class ClockTests
{
    private const ushort ClockRegister = 0xA000;
    private static readonly string[] Now = ["env", "TZ=America/New_York"];
    private static readonly string[] Later = ["env", "TZ=Asia/Tokyo", "FAKETIME_DONT_FAKE_MONOTONIC=1", "faketime", "-f", "+3650d"];
    private static readonly string[] Before = ["WAIT:97 A", "[RIGHT]+A*2 WAIT:1"];
    private static readonly string[] After = ["B:3/0 START", "WAIT:200"];

    [Theory]
    [InlineData(0x0F)]
    [InlineData(0x10)]
    [InlineData(0x11)]
    [InlineData(0x12)]
    [InlineData(0x13)]
    public async Task LatchInEveryFrame_InTwoProcessesYearsApart_GivesTheSameStates(byte type)
    {
        var rom = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(rom, LatchInEveryFrame(type).Build());
            await using var now = await GameServer.StartByAsync(Now, 2, "--rom", rom);
            await using var later = await GameServer.StartByAsync(Later, 2, "--rom", rom);
            var hashes = await HashesAsync(now);
            Assert.Equal(hashes, await HashesAsync(later));
            Assert.Equal(hashes.Distinct().Count(), hashes.Count);

            // A state that one process saved goes on in the other, in a game that was at another point.
            await later.PutStateAsync(1, await now.StateAsync(0));
            await now.PressAsync(0, Before);
            await later.PressAsync(1, Before);
            Assert.Equal(await now.HashAsync(0), await later.HashAsync(1));
        }
        finally
        {
            File.Delete(rom);
        }
    }

    /// <summary>
    /// The states of a game: fresh, played, played on, after a reset; and that of the server's other game after restoring the second of them.
    /// </summary>
    private static async Task<List<string>> HashesAsync(GameServer server)
    {
        var hashes = new List<string> { await server.HashAsync(0) };
        await server.PressAsync(0, Before);
        hashes.Add(await server.HashAsync(0));
        var saved = await server.StateAsync(0);
        await server.PressAsync(0, After);
        hashes.Add(await server.HashAsync(0));

        await server.PressAsync(1, ["A*3"]);
        await server.PutStateAsync(1, saved);
        await server.PressAsync(1, After);
        Assert.Equal(hashes[^1], await server.HashAsync(1));

        await server.ResetAsync(0);
        await server.PressAsync(0, ["WAIT:61 A"]);
        hashes.Add(await server.HashAsync(0));
        return hashes;
    }

    /// <summary>Latches the clock at line 144 of each frame, and records all of its registers.</summary>
    private static CartridgeProgram LatchInEveryFrame(byte type)
    {
        var loop = new List<Block> { new WaitLineBlock(144), new PokeBlock(0x0000, 0x0A), new PokeBlock(0x6000, 0), new PokeBlock(0x6000, 1) };
        for (byte register = 0x08; register <= 0x0C; register++)
            loop.AddRange([new PokeBlock(0x4000, register), new RecordBlock(ClockRegister)]);
        loop.AddRange([new JoypadBlock(0x10), new WaitLineBlock(10)]);
        return new CartridgeProgram(new CartridgeHeader(type, 3, 0, IsColor: false), [], loop);
    }
}
