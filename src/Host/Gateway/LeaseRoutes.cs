using ActorInput.Contracts.Access;
using ActorInput.Contracts.Leases;
using ActorInput.Host.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>Leases: exclusive use of an emulator.</summary>
internal static class LeaseRoutes
{
    public static void MapLeases(this IEndpointRouteBuilder app)
    {
        var leases = app.MapGroup("/api/leases").WithTags("Leases").NeedsScope(AccessScopes.Send);
        leases.MapPost("/", Acquire).WithName("acquireLease").TakesHeaders(RouteTerms.KeyHeader).Accepts<LeaseRequest>(isOptional: true, "application/json", Routes.AnyType).Produces<LeaseGrantedBody>(StatusCodes.Status201Created)
            .WithProblems(400, 404, 413, 429, 503, 504)
            .WithSummary("Acquire a lease").WithDescription("Gives exclusive use of an emulator: a named one, one with a given cartridge, or any. Waits up to timeoutMs, in the order of arrival.");
        leases.MapPut("/{lease}", Renew).WithName("renewLease").Accepts<LeaseRenewal>(isOptional: true, "application/json", Routes.AnyType).WithProblems(400, 404, 409, 413, 503, 504)
            .WithSummary("Renew a lease").WithDescription("Extends the lease: it lasts from now, for durationMs or as long as before.");
        leases.MapDelete("/{lease}", Release).WithName("releaseLease").WithProblems(400, 404, 409, 503, 504)
            .WithSummary("Release a lease").WithDescription("Inputs of the lease that still wait are answered as not applied.");
    }

    private static async Task<Results<Created<LeaseGrantedBody>, ProblemResult>> Acquire(
        HttpRequest request, LeaseClient client, HttpOptions http, CancellationToken token)
    {
        if (!(await BodyReader.ReadOptionalAsync<LeaseRequest>(request, http.MaxBodyBytes)).TryGet(out var body, out var problem)
            || !RouteTerms.TryReadId(body.Id, request, out var id, out problem)
            || !body.ToMessage(id).TryGet(out var message, out problem))
        {
            return problem;
        }

        if (!(await client.AcquireAsync(message, mayAskAgain: id is not null, token)).TryGet(out var granted, out problem))
            return problem;
        return TypedResults.Created($"/api/leases/{granted.Token.Value}", LeaseGrantedBody.From(granted));
    }

    private static async Task<Results<Ok<LeaseGrantedBody>, ProblemResult>> Renew(
        string lease, HttpRequest request, LeaseClient client, HttpOptions http, CancellationToken token)
    {
        if (!LeaseToken.TryParse(lease, out var parsed))
            return RouteTerms.BadLease("lease", lease);
        if (!(await BodyReader.ReadOptionalAsync<LeaseRenewal>(request, http.MaxBodyBytes)).TryGet(out var body, out var problem))
            return problem;
        if (!(await client.RenewAsync(parsed, body.DurationMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null, token)).TryGet(out var granted, out problem))
            return problem;
        return TypedResults.Ok(LeaseGrantedBody.From(granted));
    }

    private static async Task<Results<Ok<CommandBody>, ProblemResult>> Release(string lease, LeaseClient client, CancellationToken token)
    {
        if (!LeaseToken.TryParse(lease, out var parsed))
            return RouteTerms.BadLease("lease", lease);
        if (!(await client.ReleaseAsync(parsed, token)).TryGet(out var ended, out var problem))
            return problem;
        return TypedResults.Ok(new CommandBody(ended.Emulator.Value, "release"));
    }
}
