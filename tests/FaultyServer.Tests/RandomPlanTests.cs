using System.Text.Json;
using System.Text.Json.Nodes;
using ActorInput.Faults.Games;
using ActorInput.Faults.Plans;

namespace ActorInput.Faults.Tests;

public sealed class RandomPlanTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int Games = 60;
    private const int RequestsOfAGame = 20;

    /// <summary>
    /// A client that trusts only good answers, and claims after every other one, learns exactly what the game recorded, for each input of the life
    /// that it asks about, whatever the faults.
    /// </summary>
    [Fact]
    public async Task Claim_AfterAnyFault_TellsTheTruth()
    {
        var weights = FaultWeights.Default with { MostMilliseconds = 8, HugeBytes = 100_000 };
        var plans = Enumerable.Range(1, Games).Select(seed => FaultPlan.Random(seed, weights));
        var games = await Task.WhenAll(plans.Select(plan => PlayAsync(fixture.Native(plan))));
        Assert.Contains(games, game => game.Truth.Lives.Count > 1);
        Assert.True(games.Sum(game => game.Counters.Faults) > Games * RequestsOfAGame / 4, "hardly anything went wrong");
    }

    private static async Task<FaultyGame> PlayAsync(GameClient game)
    {
        var known = new Dictionary<(string Life, long Epoch, long Sequence), int>();
        var life = game.Game.Life;
        long epoch = 1;
        for (long request = 0; request < RequestsOfAGame; request++)
        {
            var sequence = (request * 2) + 1;
            if (await TryPressAsync(game, epoch, sequence) is not { } told)
            {
                var (_, claim) = await game.CallAsync("claim", $$$"""{"resolve":{"epoch":{{{epoch}}},"sequence":{{{sequence}}},"count":2}}""");
                told = claim["resolved"]!.AsArray();
                // In a new life nobody knows the last presses of the old one.
                var isSameLife = string.Equals(life, (string?)claim["game"], StringComparison.Ordinal);
                Note(isSameLife ? told : [], life, epoch);
                (life, epoch) = ((string)claim["game"]!, (long)claim["epoch"]!);
                continue;
            }

            Note(told, life, epoch);
        }

        await game.Game.WhenQuietAsync(GameClient.Bound);
        var truth = game.Game.Truth;
        var applied = truth.Steps.CountBy(step => (truth.Lives[step.Life], step.Epoch!.Value, step.Sequence!.Value)).ToDictionary();
        foreach (var (input, steps) in known)
            Assert.True(applied.GetValueOrDefault(input) == steps, $"seed {game.Game.Plan.Seed}: {input} told {steps}, applied {applied.GetValueOrDefault(input)}");
        return game.Game;

        void Note(JsonArray told, string inLife, long inEpoch)
        {
            foreach (var fate in told)
                known.Add((inLife, inEpoch, (long)fate!["sequence"]!), (int)fate["applied"]!);
        }
    }

    private static async Task<JsonArray?> TryPressAsync(GameClient game, long epoch, long sequence)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(250));
        try
        {
            using var answer = await game.PostAsync("inputs", GameClient.Inputs(epoch, sequence, "A B START", "UP DOWN"), patience.Token);
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType is not { MediaType: "application/json" })
                return null;
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(patience.Token))?["results"]?.AsArray();
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            return null;
        }
    }
}
