using ActorInput.Emulation.Gym;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorInput.Emulation.Server.Endpoints;

/// <summary>The routes of one game.</summary>
internal static class GameRoutes
{
    /// <summary>How many bytes a multipart body may have besides the state: boundaries and headers.</summary>
    private const int FormOverhead = 64 * 1024;

    /// <summary>
    /// Maps all routes of one game under the group's prefix. The group's metadata has the game, so the middlewares that limit waiting requests and
    /// handle tags apply to every route here, also to those of other dialects.
    /// </summary>
    public static void MapGame(this IEndpointRouteBuilder server, string prefix, HostedGame game)
    {
        var routes = server.MapGroup(prefix);
        routes.WithMetadata(game, new BodyLimitMetadata(game.Options.MaxBodyBytes));
        MapOwn(routes, game);
        MapDirect(routes.MapGroup("/direct"), game);
        routes.MapGym(game.Gym);
    }

    private static void MapOwn(RouteGroupBuilder routes, HostedGame game)
    {
        var observation = new ObservationEndpoints(game);
        var state = new StateEndpoints(game);
        Get(routes, "/health", observation.HealthAsync).WithMetadata(WithoutGameMetadata.Instance);
        Get(routes, "/capabilities", observation.CapabilitiesAsync).WithMetadata(WithoutGameMetadata.Instance);
        Get(routes, "/memory", observation.MemoryAsync);
        Get(routes, "/screen.png", observation.ScreenAsync);
        Post(routes, "/inputs", new InputsEndpoint(game).HandleAsync).WithMetadata(TagInBodyMetadata.Instance);
        Get(routes, "/inputs/recent", new RecentInputsEndpoint(game).HandleAsync).WithMetadata(WithoutGameMetadata.Instance);
        Post(routes, "/claim", new ClaimEndpoint(game).HandleAsync).WithMetadata(TagInBodyMetadata.Instance);
        Get(routes, "/state", state.GetAsync);
        Get(routes, "/state/hash", state.GetHashAsync);
        Post(routes, "/reset", state.ResetAsync);
        Post(routes, "/fresh", state.StartFreshAsync);
        routes.MapPut("/state", (RequestDelegate)state.PutAsync).WithMetadata(StateLimit(game, 0));
        var writes = new WriteEndpoints(game);
        routes.MapPut("/memory", (RequestDelegate)writes.PutMemoryAsync);
        Get(routes, "/battery", writes.GetBatteryAsync);
        routes.MapPut("/battery", (RequestDelegate)writes.PutBatteryAsync)
            .WithMetadata(new BodyLimitMetadata(Math.Max(game.Options.MaxBodyBytes, game.BatterySize)));
    }

    private static void MapDirect(RouteGroupBuilder routes, HostedGame game)
    {
        var direct = new DirectEndpoints(game);
        var state = new StateEndpoints(game);
        Post(routes, "/input", direct.InputAsync);
        Get(routes, "/state", direct.StateAsync);
        Post(routes, "/reset", state.ResetAsync);
        Get(routes, "/health", DirectEndpoints.HealthAsync).WithMetadata(WithoutGameMetadata.Instance);
        Post(routes, "/checkpoint/load", state.PostCheckpointAsync).WithMetadata(StateLimit(game, FormOverhead));
    }

    // For a state that is a little too long, the answer gives the right length instead of "too large".
    private static BodyLimitMetadata StateLimit(HostedGame game, int overhead) =>
        new(Math.Max(game.Options.MaxBodyBytes, (long)game.StateSize + overhead));

    private static IEndpointConventionBuilder Get(RouteGroupBuilder routes, string path, RequestDelegate handler) =>
        routes.MapGet(path, handler);

    private static IEndpointConventionBuilder Post(RouteGroupBuilder routes, string path, RequestDelegate handler) =>
        routes.MapPost(path, handler);
}
