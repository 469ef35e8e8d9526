using System.Text.Json;
using ActorInput.Emulation.Server.Writes;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>
/// <c>GET /inputs/recent</c>: the named inputs that were applied. After a claim the list of earlier owners' inputs is final: the claim was answered
/// when all of them were done, and later ones are refused.
/// </summary>
internal sealed class RecentInputsEndpoint(HostedGame game)
{
    public Task HandleAsync(HttpContext context) =>
        JsonAnswer.Ok(game, Write).SendAsync(context.Response, context.RequestAborted);

    private static void Write(Utf8JsonWriter json, HostedGame game)
    {
        json.WriteStartObject();
        json.WriteString("game"u8, game.Life);
        json.WriteNumber("epoch"u8, game.Gate.Current.Epoch);
        json.WriteStartArray("inputs"u8);
        foreach (var input in game.RecentInputs.All())
            Write(json, input, game.Time);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RecentInput input, TimeProvider time)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, input.Name.Id);
        json.WriteNumber("index"u8, input.Name.Index);
        json.WriteNumber("count"u8, input.Name.Count);
        json.WriteString("input"u8, input.Input);
        json.WriteNumber("epoch"u8, input.Tag.Epoch);
        json.WriteNumber("sequence"u8, input.Tag.Sequence);
        json.WriteNumber("applied"u8, input.Progress.Applied);
        json.WriteNumber("of"u8, input.Progress.Of);
        if (input.StateHash is { } hash)
            json.WriteString("stateHash"u8, hash);
        json.WriteNumber("ageMs"u8, (long)time.GetElapsedTime(input.At).TotalMilliseconds);
        json.WriteEndObject();
    }
}
