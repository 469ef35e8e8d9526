using ActorInput.Host.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>
/// Health probes. The node is live when its process answers. It is ready when it adds no emulators, or when all that it adds have been tried and at
/// least one of them plays.
/// </summary>
internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health").NeedsNoKey();
        health.MapGet("/live", () => TypedResults.Ok(new HealthBody("live"))).WithName("getLiveness").WithSummary("The process answers");
        health.MapGet("/ready", Ready).WithName("getReadiness").WithProblems(503).WithSummary("Each emulator that the node adds has been tried and at least one plays, or it adds none");
    }

    private static async Task<Results<Ok<HealthBody>, ProblemResult>> Ready(NodeReadiness readiness, CancellationToken token)
    {
        var report = await readiness.LookAsync(token);
        return report.IsReady
            ? TypedResults.Ok(new HealthBody("ready"))
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, "notReady", report.Describe(), TimeSpan.FromSeconds(1));
    }
}
