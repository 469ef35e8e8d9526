namespace ActorInput.Host.Tests.EndToEnd;

/// <summary>Games of a real emulator server depend only on their inputs, and see every one of them.</summary>
public sealed class GameServerTests
{
    private const int BatchInputs = 64;

    [Fact]
    public async Task SameInputs_OnFreshGames_EndInIdenticalStates()
    {
        await using var server = await GameServer.StartAsync(2);
        await using var another = await GameServer.StartAsync(1);
        var inputs = RandomInputs(seed: 1, 40).Select(i => i.Text).ToArray();
        var fresh = await server.HashAsync(0);
        await Task.WhenAll(server.PressAsync(0, inputs), server.PressAsync(1, inputs), another.PressAsync(0, inputs));
        var hash = await server.HashAsync(0);
        Assert.NotEqual(fresh, hash);
        Assert.Equal(hash, await server.HashAsync(1));
        Assert.Equal(hash, await another.HashAsync(0));
    }

    [Fact]
    public async Task State_PutIntoAnotherGame_GoesOnIdentically()
    {
        await using var server = await GameServer.StartAsync(2);
        var before = RandomInputs(seed: 2, 30);
        var after = RandomInputs(seed: 3, 30);
        await server.PressAsync(0, [.. before.Select(i => i.Text)]);
        // The other game is at another point, so that the state replaces something.
        await server.PressAsync(1, ["START DOWN DOWN"]);
        Assert.NotEqual(await server.HashAsync(0), await server.HashAsync(1));

        await server.PutStateAsync(1, await server.StateAsync(0));
        Assert.Equal(await server.HashAsync(0), await server.HashAsync(1));
        string[] texts = [.. after.Select(i => i.Text)];
        await Task.WhenAll(server.PressAsync(0, texts), server.PressAsync(1, texts));
        Assert.Equal(await server.HashAsync(0), await server.HashAsync(1));
        byte[] presses = [.. before.Concat(after).SelectMany(i => i.Entries)];
        (await server.LedgerAsync(0)).AssertIs(presses, "the game that the state came from");
        (await server.LedgerAsync(1)).AssertIs(presses, "the game that it was put into");
    }

    [Fact]
    public async Task TenThousandRandomInputs_OverEightGamesInParallel_EveryLedgerIsExact()
    {
        const int Games = 8;
        await using var server = await GameServer.StartAsync(Games, "--hold", "2", "--wait", "2");
        await Task.WhenAll(Enumerable.Range(0, Games).Select(PlayAsync));

        async Task PlayAsync(int game)
        {
            var inputs = RandomInputs(seed: 100 + game, 10_000 / Games);
            foreach (var batch in inputs.Chunk(BatchInputs))
                await server.PressAsync(game, [.. batch.Select(i => i.Text)]);
            (await server.LedgerAsync(game)).AssertIs([.. inputs.SelectMany(i => i.Entries)], $"game {game + 1}");
        }
    }

    private static List<(string Text, byte[] Entries)> RandomInputs(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Presses.Next(random, 3))];
    }
}
