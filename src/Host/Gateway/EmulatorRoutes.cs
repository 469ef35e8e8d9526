using ActorInput.Contracts.Access;
using ActorInput.Contracts.Emulators;
using ActorInput.Contracts.Messages;
using ActorInput.Contracts.Replies;
using ActorInput.Host.Access;
using ActorInput.Host.Demo;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ActorInput.Host.Gateway;

/// <summary>Emulators, their owners and their status.</summary>
internal static class EmulatorRoutes
{
    public static void MapEmulators(this RouteGroupBuilder emulators)
    {
        emulators.MapGet("/", List).WithName("listEmulators").WithProblems(503, 504).WithSummary("All emulators").WithDescription("An array, in the order of the names.");
        emulators.MapGet("/{id}", Get).WithName("getEmulator").WithProblems(400, 404, 503, 504).WithSummary("One emulator");
        emulators.MapPost("/{id}/release", Release).WithName("endQuarantine").WithProblems(400, 404, 409, 503, 504)
            .WithSummary("End a quarantine").WithDescription("Lets a quarantined emulator start again now.");
        emulators.MapPost("/{id}/reset", Reset).WithName("resetGame").NeedsScope(AccessScopes.Send).TakesHeaders(RouteTerms.LeaseHeader).Accepts<ResetRequest>(isOptional: true, "application/json", Routes.AnyType).WithProblems(400, 404, 409, 413, 422, 423, 502, 503, 504)
            .WithSummary("Reset the game").WithDescription("Switches the game off and on again, after the inputs that were accepted before.");
    }

    private static async Task<Results<Ok<EmulatorBody[]>, ProblemResult>> List(EmulatorClient client, DemoPlan demo, CancellationToken token)
    {
        if (!(await client.ListAsync(token)).TryGet(out var list, out var problem))
            return problem;
        return TypedResults.Ok(list.Emulators.Select(status => EmulatorBody.From(status, demo.AgentOf(status.Emulator))).ToArray());
    }

    private static async Task<Results<Ok<EmulatorBody>, ProblemResult>> Get(
        string id, EmulatorClient client, DemoPlan demo, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await client.QueryAsync<EmulatorStatus>(new GetStatus(emulator), token)).TryGet(out var status, out var problem))
            return problem;
        return TypedResults.Ok(EmulatorBody.From(status, demo.AgentOf(emulator)));
    }

    private static Task<Results<Ok<CommandBody>, ProblemResult>> Release(string id, EmulatorClient client, CancellationToken token) =>
        EmulatorId.TryParse(id, out var emulator)
            ? Command("release", new ReleaseQuarantine(emulator), client, token)
            : Task.FromResult<Results<Ok<CommandBody>, ProblemResult>>(Routes.BadId(id));

    private static async Task<Results<Ok<CommandBody>, ProblemResult>> Reset(
        string id, HttpRequest request, EmulatorClient client, HttpOptions http, CancellationToken token)
    {
        if (!EmulatorId.TryParse(id, out var emulator))
            return Routes.BadId(id);
        if (!(await BodyReader.ReadOptionalAsync<ResetRequest>(request, http.MaxBodyBytes)).TryGet(out var body, out var problem)
            || !RouteTerms.TryReadLease(body.Lease, request, out var lease, out problem))
        {
            return problem;
        }

        return await Command("reset", new ResetGame(emulator) { Lease = lease }, client, token);
    }

    private static async Task<Results<Ok<CommandBody>, ProblemResult>> Command(
        string name, IWithEmulatorId message, EmulatorClient client, CancellationToken token)
    {
        if (!(await client.WriteAsync<CommandDone>(message, token)).TryGet(out var done, out var problem))
            return problem;
        return TypedResults.Ok(new CommandBody(done.Emulator.Value, name));
    }
}
