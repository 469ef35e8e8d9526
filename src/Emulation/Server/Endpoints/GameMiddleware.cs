using ActorInput.Emulation.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>Limits how many requests wait for one game. Requests that do not need the game always pass.</summary>
internal sealed class GameMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var game = endpoint?.Metadata.GetMetadata<HostedGame>();
        if (game is null || endpoint!.Metadata.GetMetadata<WithoutGameMetadata>() is not null)
        {
            await next(context);
            return;
        }

        if (!game.TryEnter())
            throw new ProblemException(RequestProblems.Overloaded(game.Options.MaxWaitingRequests));
        try
        {
            await next(context);
        }
        finally
        {
            game.Leave();
        }
    }
}
