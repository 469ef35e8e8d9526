using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>Probes: live when the process answers, ready when its own emulators have left the state starting and one of them plays, or it has none.</summary>
internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", () => TypedResults.Ok(new HealthBody("live"))).WithName("getLiveness").WithSummary("The process answers");
        health.MapGet("/ready", Ready).WithName("getReadiness").WithProblems(503).WithSummary("Each of the node's own emulators has been tried and one of them plays, or it has none");
    }

    private static async Task<Results<Ok<HealthBody>, ProblemResult>> Ready(NodeReadiness readiness, CancellationToken token)
    {
        var report = await readiness.LookAsync(token);
        return report.IsReady
            ? TypedResults.Ok(new HealthBody("ready"))
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, "notReady", report.Describe(), TimeSpan.FromSeconds(1));
    }
}
