using ActorInput.Emulation.Tests.Server;

namespace ActorInput.Emulation.Tests.Gym;

/// <summary>
/// The recorded requests to paths that a pokemon-gym does not have, sent to the whole emulator server. It has three of these paths itself, and
/// answers the others with the same status and a <c>detail</c>, as a problem.
/// </summary>
public sealed class TranscriptOtherRouteTests
{
    private static readonly Dictionary<string, int> Ours = new(StringComparer.Ordinal) { ["GET /state"] = 200, ["POST /reset"] = 200, ["GET /health"] = 200 };

    [Fact]
    public async Task Routes_ThatPokemonGymDoesNotHave_AreOursOrNotFound()
    {
        var exchanges = TranscriptExchange.ReadAll().Where(exchange => exchange.IsOfAnotherRoute).ToList();
        Assert.Equal(6, exchanges.Count);
        await using var server = await ServerFixture.StartAsync();

        foreach (var exchange in exchanges)
        {
            using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), exchange.Path.TrimStart('/'));
            if (exchange.Body is not null)
                request.Content = new StringContent(exchange.Body);
            using var response = await server.Client.SendAsync(request);
            var route = $"{exchange.Method} {exchange.Path}";
            Assert.Equal($"{route} {Ours.GetValueOrDefault(route, exchange.Status)}", $"{route} {(int)response.StatusCode}");
            if (!Ours.ContainsKey(route))
                Assert.NotEmpty((await ServerFixture.ReadAsync(response, response.StatusCode)).GetProperty("detail").GetString()!);
        }
    }
}
