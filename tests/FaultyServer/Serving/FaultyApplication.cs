using System.Collections.Concurrent;
using ActorInput.Faults.Answers;
using ActorInput.Faults.Control;
using ActorInput.Faults.Games;
using ActorInput.Faults.Gym;
using ActorInput.Faults.Native;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorInput.Faults.Serving;

/// <summary>
/// The application that Kestrel calls for each request, without host, routing and middleware in between, because the benchmarks measure against this
/// server too.
/// </summary>
internal sealed class FaultyApplication(ConcurrentDictionary<int, FaultyGame> games, FaultPerformer performer, ControlEndpoints control)
    : IHttpApplication<HttpContext>
{
    private readonly InputsEndpoint _inputs = new(performer);
    private readonly NativeEndpoints _native = new(performer);
    private readonly GymEndpoints _gym = new(performer);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // A context has nothing to release.
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (Exception over) when (over is OperationCanceledException or ConnectionAbortedException or ConnectionResetException or IOException)
        {
            // The caller hung up, or the server stops: nobody is left to answer.
            context.Abort();
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!GamePath.TryRead(path, out var number, out var rest))
            return control.HandleAsync(context, path);
        if (!games.TryGetValue(number, out var game))
            return AnswerSender.SendAsync(context, ProblemAnswers.NotFound(path));
        if (game.Dialect == GameDialect.Gym)
            return _gym.HandleAsync(context, game, rest.ToString());
        return rest.SequenceEqual("/inputs") && HttpMethods.IsPost(context.Request.Method)
            ? _inputs.HandleAsync(context, game)
            : _native.HandleAsync(context, game, rest.ToString());
    }
}
