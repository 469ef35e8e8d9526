using System.Text;
using System.Text.Json;
using ActorInput.Emulation.Gym;

namespace ActorInput.Emulation.Tests.Gym;

public sealed class GymFieldsJsonTests
{
    [Fact]
    public void State_WithAllFields_HasPokemonGymsMembers()
    {
        var fields = new GymGameFields
        {
            Badges = ["BOULDER"],
            ValidMoves = ["up", "left"],
            Inventory = [new GymItem("POTION", 3)],
            Pokemons =
            [
                new GymPokemon("BULBI", "BULBASAUR", 7, 18, 24, ["GRASS", "POISON"], [new GymMove("TACKLE", 35), new GymMove("GROWL", 40)], "POISON"),
                new GymPokemon("RATTATA", "RATTATA", 2, 9, 9, ["NORMAL"], [], null),
            ],
        };

        var answer = GymAnswers.State(fields, [1, 2, 3], stepNumber: 4, executionTime: 1e-5, score: 2);

        const string Expected = """
            {"player_name":"","rival_name":"","money":0,"location":"","coordinates":[0,0],"badges":["BOULDER"],"valid_moves":["up","left"],
            "inventory":[{"item":"POTION","quantity":3}],"dialog":null,"pokemons":[
            {"nickname":"BULBI","species":"BULBASAUR","level":7,"hp":{"current":18,"max":24},"types":["GRASS","POISON"],
            "moves":[{"name":"TACKLE","pp":35},{"name":"GROWL","pp":40}],"status":"POISON"},
            {"nickname":"RATTATA","species":"RATTATA","level":2,"hp":{"current":9,"max":9},"types":["NORMAL"],"moves":[],"status":null}],
            "screenshot_base64":"AQID","collision_map":null,"step_number":4,"execution_time":1e-05,"score":2.0}
            """;
        Assert.Equal(Expected.ReplaceLineEndings(""), Encoding.UTF8.GetString(answer.Body.Span));
    }

    [Fact]
    public void Evaluation_OfMilestones_CountsEachOnce()
    {
        var progress = new GymProgress();
        progress.Add([new(GymMilestoneKind.Location, "PALLET_TOWN", 1), new(GymMilestoneKind.Pokemon, "BULBASAUR", 1.5)]);
        progress.Add([new(GymMilestoneKind.Location, "PALLET_TOWN", 1), new(GymMilestoneKind.Badge, "BOULDER", 10)]);

        var answer = JsonElement.Parse(GymAnswers.Evaluation(progress).Body.Span);

        Assert.Equal(
            """{"score":12.5,"pokemon":{"count":1,"items":["BULBASAUR"]},"badges":{"count":1,"items":["BOULDER"]},"locations":{"count":1,"items":["PALLET_TOWN"]}}""",
            answer.GetRawText());
    }
}
