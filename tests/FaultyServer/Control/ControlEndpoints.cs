using System.Text.Json;
using ActorInput.Faults.Answers;
using ActorInput.Faults.Games;
using ActorInput.Faults.Serving;
using ActorInput.Faults.Timing;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Faults.Control;

/// <summary>The API by which another process commands the server: /control/games, /control/games/number…, /control/refuse.</summary>
internal sealed class ControlEndpoints(FaultyServer server)
{
    private const string Games = "/control/games";

    public async Task HandleAsync(HttpContext context, string path)
    {
        Answer answer;
        try
        {
            answer = await AnswerAsync(context, path);
        }
        catch (JsonException bad)
        {
            answer = ProblemAnswers.MalformedJson(bad);
        }
        catch (Exception bad) when (bad is ArgumentException or FormatException or InvalidOperationException)
        {
            answer = ProblemAnswers.Invalid("the body", bad.Message);
        }

        await AnswerSender.SendAsync(context, answer);
    }

    private async Task<Answer> AnswerAsync(HttpContext context, string path)
    {
        switch (context.Request.Method, path)
        {
            case ("GET", Games):
                return Answer.Ok(server.Games.Select(GameDescription.Of));
            case ("POST", Games):
                return Add(await ReadAsync<GameOrder>(context.Request));
            case ("POST", "/control/refuse"):
                // Not awaited: the caller's connection is reset, too.
                _ = server.RefuseConnectionsAsync(TimeSpan.FromMilliseconds((await ReadAsync<RefuseOrder>(context.Request)).Milliseconds));
                return Answer.Ok(new { });
            default:
                break;
        }

        if (!path.StartsWith(Games, StringComparison.Ordinal) || !GamePath.TryRead(path.AsSpan(Games.Length), out var number, out var rest))
            return ProblemAnswers.NotFound(path);
        return server.FindGame(number) is { } game
            ? await AnswerAsync(context.Request, game, rest.ToString()) ?? ProblemAnswers.NotFound(path)
            : ProblemAnswers.NotFound(path);
    }

    private async Task<Answer?> AnswerAsync(HttpRequest request, FaultyGame game, string rest)
    {
        switch (request.Method, rest)
        {
            case ("GET", ""):
                return Answer.Ok(GameDescription.Of(game));
            case ("PATCH", ""):
                Change(game, await ReadAsync<GameOrder>(request));
                return Answer.Ok(GameDescription.Of(game));
            case ("PUT", "/plan"):
                game.Plan = (await ReadAsync<PlanOrder>(request)).ToPlan();
                return Answer.Ok(GameDescription.Of(game));
            case ("DELETE", ""):
                server.RemoveGame(game.Number);
                return Answer.Ok(new { });
            case ("GET", "/truth"):
                return Answer.Ok(game.Truth);
            case ("GET", "/counters"):
                return Answer.Ok(game.Counters);
            case ("POST", "/restart"):
                game.Restart();
                return Answer.Ok(GameDescription.Of(game));
            default:
                return null;
        }
    }

    private Answer Add(GameOrder order)
    {
        var service = order.Service is { } text ? ServiceTime.Parse(text) : null;
        return Answer.Of(201, GameDescription.Of(server.AddGame(order.Dialect ?? GameDialect.Native, order.Plan?.ToPlan(), service, order.Recording)));
    }

    private static void Change(FaultyGame game, GameOrder order)
    {
        if (order.Recording is not null)
            throw new FormatException("recording is chosen when a game is added.");
        // All members are read before any is set, so that an invalid order changes nothing.
        var service = order.Service is { } text ? ServiceTime.Parse(text) : game.Service;
        var plan = order.Plan?.ToPlan() ?? game.Plan;
        (game.Dialect, game.Service, game.Plan) = (order.Dialect ?? game.Dialect, service, plan);
    }

    private static async Task<T> ReadAsync<T>(HttpRequest request)
        where T : class =>
        JsonSerializer.Deserialize<T>(await RequestBody.ReadBytesAsync(request), FaultyJson.Options) ?? throw new JsonException("null is not allowed.");

    private sealed record RefuseOrder(double Milliseconds);
}
