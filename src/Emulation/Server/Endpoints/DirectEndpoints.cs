using System.Text.Json;
using ActorInput.Contracts.Inputs;
using ActorInput.Emulation.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>The <c>direct</c> dialect, as the first Python client speaks it.</summary>
internal sealed class DirectEndpoints(HostedGame game)
{
    public async Task InputAsync(HttpContext context)
    {
        InputSequence input;
        using (var body = await RequestBody.ReadAsync(context.Request))
            input = game.Requests.Read<DirectInputRequest>(body.Span).Inputs;
        PressLimit.Check(game.Options.Timing.FramesOf(input), game.Options);

        await game.Runner.PressAsync([input], game.Options.Timing, static played => played.FramesRun, context.RequestAborted);
        var answer = JsonAnswer.Ok(input.Count, static (json, count) =>
        {
            json.WriteStartObject();
            json.WriteString("status"u8, "ok"u8);
            json.WriteNumber("applied"u8, count);
            json.WriteNumber("of"u8, count);
            json.WriteEndObject();
        });
        await answer.SendAsync(context.Response, context.RequestAborted);
    }

    public async Task StateAsync(HttpContext context)
    {
        var (frame, hash) = await game.Runner.RunAsync(
            static played => (played.FramesRun, played.StateSize > 0 ? GameReading.StateHash(played) : null), context.RequestAborted);
        var answer = JsonAnswer.Ok((game, frame, hash), static (json, told) =>
        {
            json.WriteStartObject();
            json.WriteString("game"u8, told.game.Life);
            json.WriteNumber("frame"u8, told.frame);
            if (told.hash is not null)
                json.WriteString("stateHash"u8, told.hash);
            CapabilitiesAnswer.WriteCartridge(json, told.game.Cartridge);
            CapabilitiesAnswer.WriteCore(json, told.game.Identity);
            json.WriteEndObject();
        });
        await answer.SendAsync(context.Response, context.RequestAborted);
    }

    public static Task HealthAsync(HttpContext context) =>
        JsonAnswer.Ok(0, static (json, _) => WriteStatus(json, "healthy")).SendAsync(context.Response, context.RequestAborted);

    public static void WriteStatus(Utf8JsonWriter json, string status)
    {
        json.WriteStartObject();
        json.WriteString("status"u8, status);
        json.WriteEndObject();
    }
}
