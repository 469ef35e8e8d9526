using System.Globalization;
using ActorInput.Emulation.Server.Problems;
using ActorInput.Emulation.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>The routes that show a game, and what its server can do.</summary>
internal sealed class ObservationEndpoints(HostedGame game)
{
    /// <summary>
    /// Answered without the game, so that neither a long step nor a hanging core delays it. A hang shows as <c>busy</c> with a large
    /// <c>sinceProgressMs</c>.
    /// </summary>
    public Task HealthAsync(HttpContext context) =>
        JsonAnswer.Ok(game, static (json, game) =>
        {
            var busyFor = game.Runner.BusyFor;
            json.WriteStartObject();
            json.WriteString("status"u8, "ok"u8);
            json.WriteString("game"u8, game.Life);
            json.WriteNumber("framesRun"u8, game.Runner.FramesRun);
            json.WriteBoolean("busy"u8, busyFor is not null);
            json.WriteNumber("sinceProgressMs"u8, (long)(busyFor ?? TimeSpan.Zero).TotalMilliseconds);
            json.WriteNumber("queued"u8, game.Runner.Waiting);
            json.WriteNumber("pid"u8, Environment.ProcessId);
            json.WriteEndObject();
        }).SendAsync(context.Response, context.RequestAborted);

    public Task CapabilitiesAsync(HttpContext context) =>
        JsonAnswer.Ok(game, CapabilitiesAnswer.Write).SendAsync(context.Response, context.RequestAborted);

    public async Task MemoryAsync(HttpContext context)
    {
        var address = context.Request.Query["address"].ToString();
        if (address.Length == 0)
            throw new ProblemException(RequestProblems.Missing("address", MemoryRange.AllowedAddress));
        if (!MemoryRange.TryParseAddress(address, out var start))
            throw new ProblemException(RequestProblems.Invalid("address", address, MemoryRange.AllowedAddress));
        int? bank = context.Request.Query.ContainsKey("bank") ? Number(context, "bank", 0, MemoryRange.MostBank) : null;
        var range = MemoryRange.Of(start, Number(context, "length", 1, MemoryRange.MostBytes), bank);
        var bytes = await game.Runner.RunAsync(played => GameReading.Memory(played, range), context.RequestAborted);
        var answer = JsonAnswer.Ok((range, bytes), static (json, told) => InputsAnswer.WriteMemory(json, told.range, told.bytes));
        await answer.SendAsync(context.Response, context.RequestAborted);
    }

    /// <summary>The picture after the last press or reset; after a state was loaded, the picture in that state.</summary>
    public async Task ScreenAsync(HttpContext context)
    {
        var scale = context.Request.Query.ContainsKey("scale") ? Number(context, "scale", 1, 2) : 1;
        var picture = await game.Runner.RunAsync(played => GameReading.Picture(played, game.Pictures, scale), context.RequestAborted);
        context.Response.ContentType = "image/png";
        context.Response.ContentLength = picture.Length;
        await context.Response.Body.WriteAsync(picture, context.RequestAborted);
    }

    private static int Number(HttpContext context, string name, int least, int most)
    {
        var text = context.Request.Query[name].ToString();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        var allowed = RequestProblems.AllowedRange(least, most);
        throw new ProblemException(text.Length == 0 ? RequestProblems.Missing(name, allowed) : RequestProblems.Invalid(name, text, allowed));
    }
}
