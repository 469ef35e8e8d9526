using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Leases;
using ActorInput.Contracts.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>Leases: an emulator for oneself.</summary>
internal static class LeaseRoutes
{
    public static void MapLeases(this IEndpointRouteBuilder app)
    {
        var leases = app.MapGroup("/api/leases").WithTags("Leases");
        leases.MapPost("/", Acquire).Accepts<LeaseRequest>(isOptional: true, "application/json", Routes.AnyType).Produces<LeaseGrantedBody>(StatusCodes.Status201Created)
            .WithProblems(400, 404, 413, 429, 503, 504)
            .WithSummary("Acquire a lease").WithDescription("An emulator for oneself: a certain one, one with a certain cartridge, or any. Waits up to timeoutMs, in the order of arrival.");
        leases.MapPut("/{lease}", Renew).Accepts<LeaseRenewal>(isOptional: true, "application/json", Routes.AnyType).WithProblems(400, 404, 409, 413, 503, 504)
            .WithSummary("Renew a lease").WithDescription("Lets it last from now on, for durationMs or as long as before.");
        leases.MapDelete("/{lease}", Release).WithProblems(400, 404, 409, 503, 504)
            .WithSummary("Release a lease").WithDescription("Inputs of the lease that still wait are answered as not applied.");
    }

    private static async Task<Results<Created<LeaseGrantedBody>, ProblemResult>> Acquire(
        HttpRequest request, LeaseClient client, HttpOptions http, CancellationToken token)
    {
        if (!(await BodyReader.ReadOptionalAsync(request, http.MaxBodyBytes)).TryGet(out var document, out var problem))
            return problem;
        AcquireLease? message;
        bool isNamed;
        using (document)
        {
            if (!TryRead(new ObjectReader(document.RootElement), request, out message, out isNamed, out problem))
                return problem!;
        }

        if (!(await client.AcquireAsync(message!, isNamed, token)).TryGet(out var granted, out problem))
            return problem;
        return TypedResults.Created($"/api/leases/{granted.Token.Value}", LeaseGrantedBody.From(granted));
    }

    private static async Task<Results<Ok<LeaseGrantedBody>, ProblemResult>> Renew(
        string lease, HttpRequest request, LeaseClient client, HttpOptions http, CancellationToken token)
    {
        if (!LeaseToken.TryParse(lease, out var parsed))
            return RouteTerms.BadLease("lease", lease);
        if (!(await BodyReader.ReadOptionalAsync(request, http.MaxBodyBytes)).TryGet(out var document, out var problem))
            return problem;
        TimeSpan? duration;
        using (document)
        {
            var body = new ObjectReader(document.RootElement);
            duration = ReadDuration(body);
            body.End();
            if (body.Problem is not null)
                return body.Problem;
        }

        if (!(await client.RenewAsync(parsed, duration, token)).TryGet(out var granted, out problem))
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

    private static bool TryRead(ObjectReader body, HttpRequest request, out AcquireLease? message, out bool isNamed, out ProblemResult? problem)
    {
        (message, isNamed) = (null, false);
        var name = body.Text("emulator");
        var cartridge = body.Text("cartridge");
        var timeout = body.Whole("timeoutMs", 0, (long)LeaseLimits.MaxTimeout.TotalMilliseconds) ?? 0;
        var duration = ReadDuration(body);
        var holder = body.Text("holder");
        var mayMove = body.Flag("mayMove");
        var id = body.Text("id");
        body.End();
        problem = body.Problem;
        if (problem is not null || !RouteTerms.TryReadId(id, request, out id, out problem))
            return false;
        EmulatorId emulator = default;
        if (name is not null && !EmulatorId.TryParse(name, out emulator))
        {
            problem = Routes.BadId(name);
            return false;
        }

        isNamed = id is not null;
        message = new AcquireLease(id ?? Guid.NewGuid().ToString("N"))
        {
            Emulator = name is null ? null : emulator,
            Cartridge = cartridge,
            Timeout = TimeSpan.FromMilliseconds(timeout),
            Duration = duration,
            Holder = holder,
            MayMove = mayMove,
        };
        problem = message.Problem() is { } wrong ? Problems.Invalid(wrong) : null;
        return problem is null;
    }

    private static TimeSpan? ReadDuration(ObjectReader body) =>
        body.Whole("durationMs", (long)LeaseLimits.MinDuration.TotalMilliseconds, (long)LeaseLimits.MaxTimeout.TotalMilliseconds) is { } ms
            ? TimeSpan.FromMilliseconds(ms)
            : null;
}
